/// A condition that asks for two values of one field at once.
enum NeedsArray: RuleLint {
    static let code = DiagnosticCode(252, "A condition asks for two values of one field at once.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for (index, detection) in rule.detections.enumerated() {
            for (condition, terms) in detection.logic.terms.enumerated() {
                guard let terms, let field = field(in: terms, of: detection, rule.fields),
                    let place = detection.place(ofCondition: condition)
                else { continue }
                let item = rule.items.last { $0.detection == index && $0.item.field == field }
                report.add(
                    "only a list can hold all that is asked of '\(field)' here",
                    in: rule,
                    at: item?.range ?? place,
                    help: "if it holds one value at a time, the rule never matches"
                )
            }
        }
    }

    /// The field that is asked for two values, if that is not told of as a contradiction.
    private static func field(
        in terms: [RuleLogic.Term],
        of detection: LintedDetection,
        _ fields: FieldCatalogue?
    ) -> FieldReference? {
        let isProven =
            Contradictions.common(
                to: terms,
                isScalar: { fields?.isScalar(detection.field($0)) == true }
            ) != nil
        guard !isProven else { return nil }
        let pair = Contradictions.common(
            to: terms,
            isScalar: { isLikelyScalar(detection.field($0), fields) }
        )
        return pair?.0.tests?.field
    }

    /// Whether a field has one value unless somebody knows better.
    private static func isLikelyScalar(
        _ field: FieldReference,
        _ fields: FieldCatalogue?
    ) -> Bool {
        guard let fields else { return true }
        return field.paths.allSatisfy { fields.field(at: $0) == nil } || fields.isScalar(field)
    }
}
