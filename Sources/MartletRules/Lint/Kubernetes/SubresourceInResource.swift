/// Resource and subresource in one word, as roles write them.
enum SubresourceInResource: RuleLint {
    static let code = DiagnosticCode(289, "A resource and its subresource stand in one field.")
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit else { return }
        for item in rule.items
        where item.isPlain && item.fieldName == "objectRef.resource"
            && item.item.modifiers.valueOperator == .equals
        {
            for (value, node) in item.placedValues {
                let parts = value.scalar.text.utf8.split(
                    separator: UInt8(ascii: "/"),
                    omittingEmptySubsequences: false
                ).map { String(Substring($0)) }
                guard parts.count == 2 else { continue }
                report.add(
                    "events keep the subresource in a field of its own",
                    in: rule,
                    at: node.range,
                    help:
                        "write objectRef.resource: \(parts[0]), objectRef.subresource: \(parts[1])"
                )
            }
        }
    }
}
