import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// What every rule of the ruleset owes to its readers.
@Suite struct RuleTests {
    private static let tactics: Set<String> = [
        "attack.initial-access", "attack.execution", "attack.persistence",
        "attack.privilege-escalation", "attack.defense-evasion", "attack.credential-access",
        "attack.discovery", "attack.lateral-movement", "attack.collection",
        "attack.exfiltration", "attack.command-and-control", "attack.impact",
    ]

    @Test func theRulesetLoadsWithoutDiagnostics() {
        #expect(Ruleset.loaded.diagnostics == [])
        #expect(Ruleset.rules.count == 16)
    }

    @Test func identifiersAndTitlesAreUnique() {
        let rules = Ruleset.rules
        #expect(Set(rules.compactMap(\.id)).count == rules.count)
        #expect(Set(rules.map(\.title)).count == rules.count)
    }

    @Test(arguments: Ruleset.entries)
    func isDescribed(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        #expect(
            try #/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/#.wholeMatch(in: rule.id ?? "") != nil
        )
        #expect(rule.description?.isEmpty == false)
        #expect(!rule.references.isEmpty)
        #expect(!rule.falsePositives.isEmpty)
        #expect(rule.author == "martlet contributors")
        #expect(rule.logSource == LogSource(product: "kubernetes", service: "audit"))
    }

    @Test(arguments: Ruleset.entries)
    func isTaggedWithTacticsAndTechniques(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        let techniques = rule.tags.filter { $0.wholeMatch(of: #/attack\.t\d{4}(\.\d{3})?/#) != nil }
        let tactics = rule.tags.filter(RuleTests.tactics.contains)
        #expect(!techniques.isEmpty)
        #expect(!tactics.isEmpty)
        #expect(techniques.count + tactics.count == rule.tags.count)
    }

    @Test(arguments: Ruleset.entries)
    func bringsEventsOfBothKinds(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        let cases = try Ruleset.cases(of: rule)
        #expect(cases.count(where: \.test.expectsMatch) >= 1)
        #expect(cases.count { !$0.test.expectsMatch } >= 2)
        #expect(Set(cases.map(\.event)).count == cases.count)
    }

    /// A misspelled field in a message would show as a dash to the person on call.
    @Test(arguments: Ruleset.entries)
    func saysWhatHappenedInFieldsThatEventsHave(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        let message = try #require(rule.message)
        let events = try Ruleset.cases(of: rule).filter(\.test.expectsMatch).map(\.event)
            .map { try JSONParser.parse($0) }
        var fields: [FieldReference] = []
        for case .field(let field) in message.parts { fields.append(field) }
        #expect(!fields.isEmpty)
        for field in fields {
            #expect(
                events.contains { ReferenceOccurrence(of: field, in: $0).isPresent },
                "no event that matches has \(field)"
            )
        }
    }

    /// A misspelled field in a detection would never be noticed among its alternatives.
    @Test(arguments: Ruleset.entries)
    func readsOnlyFieldsThatItsEventsHave(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        let events = try Ruleset.cases(of: rule).map { try JSONParser.parse($0.event) }
        for selection in rule.detection.selections {
            for field in fields(of: selection.search) {
                #expect(
                    events.contains { ReferenceOccurrence(of: field, in: $0).isPresent },
                    "\(selection.name): no test event has \(field)"
                )
            }
        }
    }

    private func fields(of search: Search) -> [FieldReference] {
        switch search {
        case .all(let parts), .any(let parts): parts.flatMap(fields)
        case .elements(let block): [block.field]
        case .item(let item): item.field.map { [$0] } ?? []
        }
    }
}
