/// A whole value with spaces at its ends, which events hardly ever have.
enum SpacesAroundValue: RuleLint {
    static let code = DiagnosticCode(
        241,
        "A value that must match as a whole has spaces at its ends."
    )
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items
        where item.isPlain && item.item.modifiers.valueOperator == .equals && item.item.field != nil
        {
            for (value, node) in item.placedValues {
                let bytes = Array(value.scalar.text.utf8)
                let space = UInt8(ascii: " ")
                guard let first = bytes.first, first == space || bytes.last == space,
                    bytes.contains(where: { $0 != space })
                else { continue }
                report.add(
                    "the value has spaces at its ends, and must match as a whole",
                    in: rule,
                    at: node.range,
                    help: "remove them, or use 'contains'"
                )
            }
        }
    }
}
