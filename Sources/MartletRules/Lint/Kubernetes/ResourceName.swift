/// A kind or a short name where the plural name of the resource belongs.
enum ResourceName: RuleLint {
    static let code = DiagnosticCode(288, "A resource is not named by its plural.")
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit else { return }
        for item in rule.items
        where item.isPlain && item.fieldName == "objectRef.resource"
            && item.item.modifiers.valueOperator == .equals
        {
            for (value, node) in item.placedValues {
                let text = value.scalar.text
                guard let right = KubernetesAudit.resourcesByMistake[text.asciiLowercased] else {
                    continue
                }
                report.add(
                    "no event has the resource '\(text)'",
                    in: rule,
                    at: node.range,
                    help: "write '\(right)'",
                    fix: value.scalar.style == .block
                        ? nil
                        : rule.file.spelling(of: right, like: value.scalar).map {
                            SourceFix(
                                "write '\(right)'",
                                replacing: node.range,
                                with: $0,
                                consequence: "the value can now match"
                            )
                        }
                )
            }
        }
    }
}
