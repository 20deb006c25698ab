/// A name for the API group that has none.
enum CoreGroup: RuleLint {
    static let code = DiagnosticCode(
        287,
        "A rule names the core API group, which events leave out."
    )
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit else { return }
        for item in rule.items
        where item.isPlain && item.fieldName == "objectRef.apiGroup"
            && item.item.modifiers.valueOperator == .equals
        {
            for (value, node) in item.placedValues
            where !node.isNull
                && KubernetesAudit.coreGroupsByMistake.contains(value.scalar.text.asciiLowercased)
            {
                report.add(
                    "objects of the core group have no 'objectRef.apiGroup'",
                    in: rule,
                    at: node.range,
                    help: "write null, or leave the field out"
                )
            }
        }
    }
}
