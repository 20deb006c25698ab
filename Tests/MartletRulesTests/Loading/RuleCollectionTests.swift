import MartletRules
import Testing

/// Documents that `action: global`, `reset` and `repeat` combine.
@Suite struct RuleCollectionTests {
    private func load(_ documents: String...) -> LoadedRules {
        RuleSource.load(documents.joined(separator: "\n---\n"))
    }

    private let global = """
        action: global
        title: Shared
        level: high
        detection:
            selection: {a: 1, b: 2}
            condition: selection
        """

    private func selections(_ rule: Rule) -> [String] { rule.detection.selections.map(\.name) }

    @Test func aGlobalDocumentAddsToAllThatFollow() {
        let loaded = load(
            "title: Before\nlogsource: {product: p}",
            global,
            "logsource: {product: one}",
            "logsource: {product: two}\ntitle: Own"
        )
        #expect(loaded.ruleSet.rules.map(\.title) == ["Shared", "Own"])
        #expect(loaded.ruleSet.rules.map(\.logSource.product) == ["one", "two"])
        #expect(loaded.ruleSet.rules.allSatisfy { $0.level == .high })
        #expect(loaded.ruleSet.rules.map(\.location.line) == [11, 13])
        // The document before it stands alone, and has no detection.
        #expect(loaded.rejected.map(\.name) == ["Before"])
    }

    @Test func mapsAreJoinedAndTheOwnValueCounts() throws {
        let loaded = load(
            global,
            """
            logsource: {product: one}
            detection:
                selection: {b: 3}
                other: {c: 4}
                condition: selection and other
            """
        )
        #expect(loaded.diagnostics == [])
        let rule = try #require(loaded.ruleSet.rules.first)
        #expect(selections(rule) == ["selection", "other"])
        #expect(rule.detection.conditions == [.and([.selection(0), .selection(1)])])
        guard case .all(let parts) = rule.detection.selections[0].search,
            case .item(let own) = parts[0], case .item(let shared) = parts[1]
        else {
            Issue.record("not a map")
            return
        }
        #expect(own.field?.description == "b" && own.values[0].scalar.text == "3")
        #expect(shared.field?.description == "a" && shared.values[0].scalar.text == "1")
        #expect(own.location.line == 10 && shared.location.line == 5)
    }

    @Test func severalGlobalDocumentsAddUpUntilAReset() {
        let loaded = load(
            global,
            "action: global\nlevel: low\nlogsource: {product: p}",
            "title: One",
            "action: reset",
            "title: Two"
        )
        #expect(loaded.ruleSet.rules.map(\.title) == ["One"])
        #expect(loaded.ruleSet.rules.first?.level == .low)
        #expect(loaded.rejected.map(\.name) == ["Two"])
    }

    @Test func aRepeatIsTheDocumentBeforeWithItsOwnValues() {
        let loaded = load(
            global,
            "title: One\nid: one\nlogsource: {product: p, service: s}",
            "action: repeat\ntitle: Two\nlogsource: {product: q}",
            "action: repeat\ntitle: Three\nlevel: low"
        )
        let rules = loaded.ruleSet.rules
        #expect(loaded.diagnostics == [])
        #expect(rules.map(\.title) == ["One", "Two", "Three"])
        #expect(rules.map(\.logSource.product) == ["p", "q", "q"])
        #expect(rules.map(\.logSource.service) == ["s", "s", "s"])
        #expect(rules.map(\.level) == [.high, .high, .low])
        // An id that is taken over is shared, like the rest.
        #expect(rules.map(\.id) == ["one", "one", "one"])
    }

    @Test func anIdOfOnesOwnIsStillTakenOnce() {
        let loaded = load(
            global,
            "id: x\nlogsource: {product: p}",
            "id: x\nlogsource: {product: q}"
        )
        #expect(loaded.diagnostics.map(\.code) == [.duplicateRule])
    }

    @Test func aFlawOfTheGlobalDocumentRejectsWhatBuildsOnIt() {
        let loaded = load(global + "\nlevel: low", "logsource: {product: one}")
        #expect(loaded.ruleSet.rules.isEmpty)
        #expect(loaded.rejected.map(\.reason.code) == [.duplicateKey])
    }

    @Test func mistakesInCombinedDocumentsStandWhereTheyAreWritten() {
        let loaded = load(
            global.replacing("a: 1", with: "a|bad: 1"),
            "logsource: {product: one}",
            "title: Own\nlogsource: {product: two}"
        )
        #expect(loaded.diagnostics.map(\.location.line) == [5, 5])
        #expect(loaded.rejected.map(\.location.line) == [8, 10])
    }

    @Test(arguments: [
        "action: repeat", "action: reset\ntitle: x", "action: globl\ntitle: x", "action: repaet",
    ])
    func actionsThatSayNothingAreErrors(_ document: String) {
        #expect(load(document).diagnostics.map(\.code) == [.invalidAction])
    }

    @Test func anotherActionIsAnAttributeOfTheAuthors() throws {
        let rule = RuleSource.rule(
            detection: "selection: {a: 1}\ncondition: selection",
            more: "action: notify\n"
        )
        let loaded = RuleSource.load(rule)
        #expect(loaded.diagnostics == [])
        #expect(loaded.ruleSet.rules[0].customAttributes.count == 1)
    }

    @Test func whatIsTakenOverIsBounded() {
        let list = (0..<1_000).map { "'\($0)'" }.joined(separator: ", ")
        let many = (0..<200).map { "title: t\($0)" }.joined(separator: "\n---\n")
        let loaded = load(
            global + "\nlogsource: {product: p}\nreferences: [\(list)]",
            many
        )
        #expect(loaded.rejected.contains { $0.reason.code == .invalidAction })
        #expect(loaded.ruleSet.rules.count < 100)
    }
}
