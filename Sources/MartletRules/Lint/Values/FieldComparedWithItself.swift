/// A field that is compared with itself.
enum FieldComparedWithItself: RuleLint {
    static let code = DiagnosticCode(247, "A field is compared with itself.")
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items where item.item.modifiers.refersToField {
            for (value, node) in item.placedValues {
                guard case .field(let other, _, _) = value.tests.first, other == item.item.field
                else { continue }
                report.add(
                    "'\(item.writtenName)' is compared with itself",
                    in: rule,
                    at: node.range,
                    help: "name the other field, or use 'exists'"
                )
            }
        }
    }
}
