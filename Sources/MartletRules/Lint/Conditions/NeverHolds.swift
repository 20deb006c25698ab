/// A condition that no event can fulfil.
enum NeverHolds: RuleLint {
    static let code = DiagnosticCode(250, "A condition can never hold.")
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for (index, condition) in rule.conditions.enumerated() {
            guard let reason = reason(index, in: rule) else { continue }
            report.add(
                "the condition can never hold",
                in: rule,
                at: condition.node.range,
                help: reason
            )
        }
    }

    /// Why a condition can never hold, or `nil` if that is not proven.
    private static func reason(_ index: Int, in rule: LintedRule) -> String? {
        guard index < rule.logic.terms.count else { return nil }
        if let terms = rule.logic.outline[index],
            let pair = Contradictions.common(to: terms, isScalar: { _ in false })
        {
            return Contradictions.description(of: pair, in: rule)
        }
        guard let terms = rule.logic.terms[index],
            let pair = Contradictions.common(
                to: terms,
                isScalar: { rule.fields?.isScalar($0) == true }
            )
        else { return nil }
        return Contradictions.description(of: pair, in: rule)
    }
}
