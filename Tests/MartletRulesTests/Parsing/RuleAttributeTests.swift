import MartletRules
import Testing

@Suite struct RuleAttributeTests {
    private func load(_ more: String) -> LoadedRules {
        RuleSource.load(
            RuleSource.rule(detection: "selection:\n    a: 1\ncondition: selection", more: more)
        )
    }

    @Test func whatOthersReadIsKept() throws {
        let loaded = load(
            """
            name: short
            related:
                - {id: one, type: derived}
                - {type: similar, id: two}
            license: MIT
            taxonomy: own
            date: 2026-01-02
            modified: 2026/01/03
            scope: [server]
            fields: [a, b]
            owner: me
            runbook: {url: x}
            """
        )
        #expect(loaded.diagnostics == [])
        let rule = try #require(loaded.ruleSet.rules.first)
        #expect(rule.name == "short")
        #expect(
            rule.related == [
                RelatedRule(type: "derived", id: "one"), RelatedRule(type: "similar", id: "two"),
            ]
        )
        #expect(rule.license == "MIT" && rule.taxonomy == "own")
        #expect(rule.date == "2026-01-02" && rule.modified == "2026/01/03")
        #expect(rule.scope == ["server"] && rule.fields == ["a", "b"])
        #expect(rule.customAttributes.map(\.key.scalar?.text) == ["owner", "runbook"])
        #expect(rule.customAttributes[0].value.scalar?.text == "me")
    }

    @Test(arguments: [
        ("related: x", DiagnosticCode.wrongType), ("related: [x]", .wrongType),
        ("related: [{id: x}]", .wrongType), ("related: [{id: x, type: other}]", .unusualForm),
        ("scope: {a: b}", .wrongType), ("license: [MIT]", .wrongType),
    ])
    func mistakesInThemAreWarnings(_ more: String, _ code: DiagnosticCode) {
        let loaded = load(more)
        #expect(loaded.diagnostics.map(\.code) == [code])
        #expect(loaded.ruleSet.rules.count == 1)
    }
}
