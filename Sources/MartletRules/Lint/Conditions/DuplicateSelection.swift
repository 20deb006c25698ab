/// Two selections of the same content.
enum DuplicateSelection: RuleLint {
    static let code = DiagnosticCode(258, "Two selections of a rule are the same.")
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
        guard selections.count > 1, detection.selectionKeys.count == selections.count else {
            return
        }
        for (index, selection) in selections.enumerated() {
            guard
                let first = selections[..<index].first(where: {
                    DetectionIdentity.areSame($0.search, selection.search)
                })
            else { continue }
            report.add(
                "'\(selection.name)' is the same as '\(first.name)'",
                in: rule,
                at: detection.selectionKeys[index].range,
                help: "keep one of them"
            )
        }
    }
}
