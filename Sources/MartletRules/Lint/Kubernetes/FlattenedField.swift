/// A part of an object by a name that only engines which flatten events know.
enum FlattenedField: RuleLint {
    static let code = DiagnosticCode(292, "A field of an object is named without its path.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit else { return }
        for item in rule.items {
            guard let path = KubernetesAudit.flattenedFields[item.fieldName] else { continue }
            report.add(
                "no event has '\(item.fieldName)' at its top",
                in: rule,
                at: item.range,
                help: "a pod has it at \(path)"
            )
        }
    }
}
