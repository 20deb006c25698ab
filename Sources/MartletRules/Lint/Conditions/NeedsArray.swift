/// A condition that asks for two values of one field at once.
enum NeedsArray: RuleLint {
    static let code = DiagnosticCode(252, "A condition asks for two values of one field at once.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for (index, condition) in rule.conditions.enumerated() {
            guard index < rule.logic.terms.count, let terms = rule.logic.terms[index] else {
                continue
            }
            let isProven =
                Contradictions.common(
                    to: terms,
                    isScalar: { rule.fields?.isScalar($0) == true }
                ) != nil
            guard !isProven,
                let pair = Contradictions.common(to: terms, isScalar: { isLikelyScalar($0, rule) }),
                let field = pair.0.tests?.field
            else { continue }
            let item = rule.items.last { $0.item.field == field }
            report.add(
                "only a list can hold all that is asked of '\(field)' here",
                in: rule,
                at: item?.range ?? condition.node.range,
                help: "if it holds one value at a time, the rule never matches"
            )
        }
    }

    /// Whether a field has one value unless somebody knows better.
    private static func isLikelyScalar(_ field: FieldReference, _ rule: LintedRule) -> Bool {
        guard let fields = rule.fields else { return true }
        return field.paths.allSatisfy { fields.field(at: $0) == nil } || fields.isScalar(field)
    }
}
