/// A condition that no event can fulfil, or a block that no element can.
enum NeverHolds: RuleLint {
    static let code = DiagnosticCode(250, "A condition can never hold.")
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for detection in rule.detections {
            for index in detection.logic.terms.indices {
                guard let reason = reason(index, in: detection, of: rule),
                    let place = detection.place(ofCondition: index)
                else { continue }
                report.add(
                    detection.conditions.isEmpty
                        ? "no element can fulfil the block" : "the condition can never hold",
                    in: rule,
                    at: place,
                    help: reason
                )
            }
        }
    }

    /// Why a condition can never hold, or `nil` if that is not proven.
    private static func reason(
        _ index: Int,
        in detection: LintedDetection,
        of rule: LintedRule
    ) -> String? {
        if let terms = detection.logic.outline[index],
            let pair = Contradictions.common(to: terms, isScalar: { _ in false })
        {
            return Contradictions.description(of: pair, in: detection.detection)
        }
        guard let terms = detection.logic.terms[index],
            let pair = Contradictions.common(
                to: terms,
                isScalar: { rule.fields?.isScalar(detection.field($0)) == true }
            )
        else { return nil }
        return Contradictions.description(of: pair, in: detection.detection)
    }
}
