/// A condition that every event fulfils, or a block that every element does.
enum AlwaysHolds: RuleLint {
    static let code = DiagnosticCode(251, "A condition holds for every event.")
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for detection in rule.detections where detection.logic.matchesEverything {
            guard let place = detection.place(ofCondition: 0) else { continue }
            report.add(
                detection.block == nil
                    ? "the condition holds for every event" : "every element fulfils the block",
                in: rule,
                at: place,
                help: "one side or the other is always true"
            )
        }
    }
}
