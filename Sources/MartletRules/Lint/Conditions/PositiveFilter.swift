/// A filter that must hold, where filters take away.
enum PositiveFilter: RuleLint {
    static let code = DiagnosticCode(
        260,
        "A selection that is named as a filter is used without not."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for detection in rule.detections { check(detection, of: rule, into: &report) }
    }

    private static func check(
        _ detection: LintedDetection,
        of rule: LintedRule,
        into report: inout LintReport
    ) {
        let selections = detection.detection.selections
        for condition in detection.conditions {
            var positive: Set<Int> = []
            var negative: Set<Int> = []
            Polarity.collect(condition.condition, true, positive: &positive, negative: &negative)
            // A name that is used both ways is used with care.
            let wrong = positive.subtracting(negative).filter { selections[$0].name.isFilterName }
            guard let index = wrong.min(), !isIncludedByThem(condition) else { continue }
            let name = selections[index].name
            let token = condition.tokens.first { $0.text.utf8.elementsEqual(name.utf8) }
            report.add(
                "the filter '\(name)' is used without 'not'",
                in: rule,
                at: token.map { condition.range(of: $0, in: rule.file) } ?? condition.node.range,
                help: "add 'not', or name it after what it selects"
            )
        }
    }

    /// Whether `them` is to blame, of which another lint tells.
    private static func isIncludedByThem(_ condition: LintedCondition) -> Bool {
        condition.tokens.contains { $0.isKeyword("them") }
    }
}
