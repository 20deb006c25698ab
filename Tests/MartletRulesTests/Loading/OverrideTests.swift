import MartletRules
import Testing

@Suite struct OverrideTests {
    private static let rules = """
        title: Shell
        id: 1
        name: shell
        logsource: {product: kubernetes}
        detection:
          s: {verb: create}
          condition: s
        level: high
        martlet:
          severity_if: [{condition: s, level: critical}]
        ---
        title: Many
        name: many
        correlation:
          type: event_count
          rules: [shell]
          group-by: [user]
          timespan: 5m
          condition: {gte: 2}
          generate: true
        level: high
        """

    private func load(_ overrides: String..., today: String = "2026-11-30") -> LoadedRules {
        var loader = RuleLoader(today: CalendarDate(today))
        for (index, text) in overrides.enumerated() {
            loader.load(source: Array(text.utf8), file: "site\(index).yml")
        }
        loader.load(source: Array(Self.rules.utf8), file: "rules.yml")
        return loader.finish()
    }

    @Test func aLevelTakesThePlaceOfAllOthers() {
        let loaded = load("overrides: [{rule: shell, level: low}, {rule: many, level: medium}]")
        #expect(loaded.diagnostics == [])
        #expect(loaded.ruleSet.rules[0].level == .low)
        #expect(loaded.ruleSet.rules[0].severityCases.isEmpty)
        #expect(loaded.ruleSet.correlations[0].level == .medium)
        #expect(loaded.ruleSet.limited(to: .medium).rules[0].isSilent)
    }

    @Test func whatIsDisabledTakesNoPart() {
        let loaded = load("overrides: [{rule: '1', enabled: false}]")
        #expect(loaded.diagnostics == [])
        #expect(loaded.ruleSet.rules.isEmpty)
        #expect(loaded.ruleSet.correlations.isEmpty)
        #expect(
            loaded.ruleSet.disabled.map(\.reason.description) == [
                "site0.yml:1:25 says so", "it reads 'Shell', which is disabled",
            ]
        )
        let other = load("overrides: [{rule: many, enabled: false}]")
        #expect(other.ruleSet.rules.count == 1)
        #expect(other.ruleSet.correlations.isEmpty)
        #expect(load("overrides: [{rule: shell, enabled: true}]").ruleSet.disabled.isEmpty)
    }

    @Test func anExclusionIsAFilter() throws {
        let loaded = load(
            """
            overrides:
              - rule: shell
                exclude:
                  - {user: bot, namespace: ci, reason: why, expires: 2027-01-01}
                  - ours: {user|expand: '%bots%'}
                    night: {hour: 3}
                    condition: ours and not night
            """,
            "lists: {bots: [a, b]}",
            "overrides: [{rule: '1', exclude: [{user: c, expires: 2026-11-29}]}]"
        )
        #expect(loaded.diagnostics.map(\.code) == [.expiredFilter])
        #expect(loaded.diagnostics[0].message.hasPrefix("the exclusion expired on 2026-11-29"))
        let filters = loaded.ruleSet.filters
        #expect(filters.map(\.title) == Array(repeating: "exclusion from Shell", count: 3))
        #expect(filters.map(\.reason) == ["why", nil, nil])
        #expect(filters.map(\.isExpired) == [false, false, true])
        #expect(loaded.ruleSet.rules[0].filters == [0, 1])
        #expect(filters[0].logSource == LogSource(product: "kubernetes"))
        #expect(filters[0].detection.conditions == [.not(.selection(0))])
        let second = Condition.and([.selection(0), .not(.selection(1))])
        #expect(filters[1].detection.conditions == [.not(second)])
    }

    @Test func mistakesHaveTheirPlaces() {
        func text(_ overrides: String...) -> String {
            let loaded =
                overrides.count == 1 ? load(overrides[0]) : load(overrides[0], overrides[1])
            return DiagnosticFormatter().format(loaded.diagnostics)
        }
        #expect(
            text("overrides:\n  - {rule: shel, level: low}") == """
                site0.yml:2:12: error: no rule that is loaded has the id or name 'shel' [M125]
                2 |   - {rule: shel, level: low}
                  |            ^~~~ help: did you mean 'shell'?

                """
        )
        #expect(
            text(
                "overrides: [{rule: shell, level: low}]",
                "overrides: [{rule: '1', level: high}]"
            ) == """
                site1.yml:1:25: error: 'level' of the rule 'Shell' is overridden at site0.yml:1:27 already [M126]
                1 | overrides: [{rule: '1', level: high}]
                  |                         ^~~~~ help: keep one of them

                """
        )
        #expect(
            text("overrides: [{rule: many, exclude: [{a: b}]}]") == """
                site0.yml:1:26: error: nothing can be excluded from a correlation, which sees no events [M124]
                1 | overrides: [{rule: many, exclude: [{a: b}]}]
                  |                          ^~~~~~~ help: exclude it from the rules that the correlation reads

                """
        )
    }

    @Test(arguments: [
        "overrides: {rule: shell}", "overrides: [shell]", "overrides: [{level: low}]",
        "overrides: [{rule: shell}]", "overrides: [{rule: shell, levels: low}]",
        "overrides: [{rule: shell, exclude: []}]", "overrides: [{rule: shell, exclude: {a: b}}]",
        "overrides: [{rule: shell, exclude: [a]}]", "overrides: [{rule: [a], level: low}]",
        "overrides: [{rule: shell, exclude: [{reason: x}]}]", "overrides: []\ntitles: x",
    ])
    func whatIsNoOverrideIsRefused(_ text: String) {
        #expect(load(text).diagnostics.map(\.code) == [.invalidOverride])
    }

    @Test func mistakesOfRulesAreThoseOfOverrides() {
        let codes = load(
            """
            overrides:
              - rule: shell
                exclude:
                  - {user|contain: a}
                  - {a: b, expires: soon}
                  - {a: {b: c}, condition: d}
              - {rule: shell, level: loud}
              - {rule: shell, enabled: maybe}
            """
        )
        .diagnostics.map(\.code)
        #expect(
            codes == [
                .unknownModifier, .wrongType, .undefinedSelection, .unknownLevel, .wrongType,
            ]
        )
    }
}
