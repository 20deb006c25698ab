/// A list of conditions with the same one twice.
enum RepeatedCondition: RuleLint {
    static let code = DiagnosticCode(262, "A list of conditions holds the same one twice.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for detection in rule.detections { check(detection, of: rule, into: &report) }
    }

    private static func check(
        _ detection: LintedDetection,
        of rule: LintedRule,
        into report: inout LintReport
    ) {
        for (index, condition) in detection.conditions.enumerated()
        where detection.conditions[..<index].contains(where: { $0.condition == condition.condition }
        ) {
            report.add(
                "the condition stands twice",
                in: rule,
                at: condition.node.range,
                fix: rule.file.removal(ofElement: condition.node).map {
                    SourceFix("remove the second", [$0])
                }
            )
        }
    }
}
