/// A condition that every event fulfils.
enum AlwaysHolds: RuleLint {
    static let code = DiagnosticCode(251, "A condition holds for every event.")
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard let condition = rule.conditions.first, rule.logic.matchesEverything else { return }
        report.add(
            "the condition holds for every event",
            in: rule,
            at: condition.node.range,
            help: "one side or the other is always true"
        )
    }
}
