/// A rule that matches what has none of its fields.
enum MatchesEmptyEvent: RuleLint {
    static let code = DiagnosticCode(
        254,
        "A rule matches events that have none of the fields that it reads."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        // What matches every event is told of as a condition that always holds.
        guard let condition = rule.whole.conditions.first, EmptyEvent.matches(rule.rule.detection),
            !rule.logic.matchesEverything
        else { return }
        report.add(
            "the rule matches every event that has none of its fields",
            in: rule,
            at: condition.node.range,
            help: "begin with a selection of what must be there"
        )
    }
}
