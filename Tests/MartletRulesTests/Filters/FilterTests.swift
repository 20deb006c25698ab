import MartletRules
import Testing

@Suite struct FilterTests {
    private static let rule = RuleSource.rule(
        detection: "selection:\n    verb: create\ncondition: selection",
        more: "id: r\nname: rule\n"
    )

    private func filter(_ more: String = "", rules: String = "any") -> String {
        """
        title: Bot
        id: f
        logsource:
            product: kubernetes
        filter:
            rules: \(rules)
            bot:
                user.username: bot
            condition: not bot
        \(more)
        """
    }

    private func load(_ files: [String], today: CalendarDate? = nil) -> LoadedRules {
        var loader = RuleLoader(today: today)
        for (index, text) in files.enumerated() {
            loader.load(source: Array(text.utf8), file: "\(index).yml")
        }
        return loader.finish()
    }

    @Test func appliesWhateverTheOrderOfFiles() {
        for files in [[filter(), Self.rule], [Self.rule, filter()]] {
            let loaded = load(files)
            #expect(loaded.diagnostics.isEmpty)
            #expect(loaded.ruleSet.rules.map(\.filters) == [[0]])
            #expect(loaded.ruleSet.filters.map(\.title) == ["Bot"])
        }
    }

    @Test func namesARuleOnceThoughByIdAndName() {
        let loaded = load([filter(rules: "[r, rule, r]"), Self.rule])
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.ruleSet.rules[0].filters == [0])
        #expect(load([filter(rules: "rule"), Self.rule]).ruleSet.rules[0].filters == [0])
    }

    @Test func keepsItsReason() {
        let loaded = load([filter("martlet:\n    reason: ticket 7\n    expires: 2026-12-31")])
        #expect(loaded.ruleSet.filters.first?.reason == "ticket 7")
        #expect(loaded.ruleSet.filters.first?.expires == CalendarDate("2026-12-31"))
    }

    @Test(arguments: [("2026-12-30", false), ("2026-12-31", false), ("2027-01-01", true)])
    func hidesUpToItsLastDay(today: String, isExpired: Bool) {
        let files = [filter("martlet:\n    expires: 2026-12-31"), Self.rule]
        let loaded = load(files, today: CalendarDate(today))
        #expect(loaded.ruleSet.filters[0].isExpired == isExpired)
        #expect(loaded.ruleSet.rules[0].filters == (isExpired ? [] : [0]))
        #expect(loaded.diagnostics.map(\.code) == (isExpired ? [.expiredFilter] : []))
    }

    @Test func neverExpiresWithoutADay() {
        let loaded = load([filter("martlet:\n    expires: 0001-01-01"), Self.rule])
        #expect(loaded.ruleSet.rules[0].filters == [0])
    }

    @Test func sharesIdsWithRules() {
        let loaded = load([filter(), filter()])
        #expect(loaded.diagnostics.map(\.code).contains(.duplicateRule))
        #expect(loaded.ruleSet.filters.count == 1)
        #expect(loaded.rejected.map(\.title) == ["Bot"])
    }

    @Test func aRuleMayHaveAnAttributeOfThatName() {
        let loaded = load([Self.rule + "filter: mine\n"])
        #expect(loaded.ruleSet.rules.count == 1)
        #expect(loaded.ruleSet.filters.isEmpty)
    }

    @Test func countsForTheFingerprint() {
        #expect(
            load([Self.rule]).ruleSet.fingerprint
                != load([Self.rule, filter()]).ruleSet.fingerprint
        )
    }
}
