/// A rule that depends on how much the audit policy records.
enum AuditLevelTested: RuleLint {
    static let code = DiagnosticCode(283, "A rule tests the audit level, which the policy chooses.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit else { return }
        for item in rule.items
        where item.fieldName == "level" && item.item.modifiers.valueOperator == .equals {
            report.add(
                "'level' says what the audit policy records, not what happened",
                in: rule,
                at: item.range,
                help: "test the field that you need, the rule is silent under another policy"
            )
        }
    }
}
