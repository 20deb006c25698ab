import MartletRules
import Testing

/// What `--min-level` leaves of rules and correlations.
@Suite struct RuleSetLevelTests {
    private static let text = """
        title: High
        name: high
        level: high
        correlation: {type: temporal, rules: [middle, denied], timespan: 1m}
        ---
        title: Middle
        name: middle
        level: low
        correlation: {type: event_count, rules: [allowed], timespan: 1m, condition: {gt: 1}}
        ---
        title: Low
        level: low
        correlation: {type: event_count, rules: [lonely, denied], timespan: 1m, condition: {gt: 1}}
        ---
        title: Lonely
        name: lonely
        level: critical
        logsource: {product: kubernetes}
        detection:
            selection: {verb: get}
            condition: selection
        """

    @Test func whatIsNeededStaysSilently() throws {
        let all = try CorrelationSource.load(Self.text)
        #expect(
            all.limited(to: .informational).correlations.map(\.title) == ["High", "Middle", "Low"]
        )
        let limited = all.limited(to: .medium)
        #expect(limited.correlations.map(\.title) == ["High", "Middle"])
        #expect(limited.correlations.map(\.isSilent) == [false, true])
        // A rule that was silent for a correlation that is left out says nothing more.
        #expect(limited.rules.map(\.title) == ["Denied", "Allowed"])
        #expect(limited.rules.map(\.isSilent) == [true, true])
        #expect(limited.correlations[0].references.map(\.target) == [.correlation(1), .rule(0)])
        #expect(limited.correlations[1].references.map(\.target) == [.rule(1)])
        #expect(all.limited(to: .critical).rules.isEmpty)
    }

    @Test func rulesOfOtherFilesKeepTheirSignalsByTheirOwnLevel() throws {
        var loader = RuleLoader()
        loader.load(source: Array(Self.text.utf8), file: "a.yml")
        loader.load(source: Array(CorrelationSource.rules.utf8), file: "b.yml")
        let all = loader.finish().ruleSet
        #expect(all.rules.map(\.isSilent) == [true, false, false])
        #expect(all.limited(to: .medium).rules.map(\.isSilent) == [false, false])
        #expect(all.limited(to: .high).rules.map(\.isSilent) == [true, true])
    }

    @Test func aCaseMayRaiseALevel() throws {
        let rule = RuleSource.rule(
            detection: "selection:\n    verb: get\ncondition: selection",
            more: "level: low\nmartlet: {severity_if: [{condition: selection, level: high}]}\n"
        )
        let all = RuleSource.load(rule).ruleSet
        #expect(all.limited(to: .high).rules.count == 1)
        #expect(all.limited(to: .critical).rules.isEmpty)
    }
}
