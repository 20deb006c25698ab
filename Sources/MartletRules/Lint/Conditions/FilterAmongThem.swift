/// `1 of them` that counts a filter as one of the things to look for.
enum FilterAmongThem: RuleLint {
    static let code = DiagnosticCode(259, "'them' includes a selection that is named as a filter.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for detection in rule.detections { check(detection, of: rule, into: &report) }
    }

    private static func check(
        _ detection: LintedDetection,
        of rule: LintedRule,
        into report: inout LintReport
    ) {
        let filters = detection.detection.selections.map(\.name).filter(\.isFilterName)
        guard let filter = filters.first, filters.count < detection.detection.selections.count
        else { return }
        for condition in detection.conditions {
            for (token, before) in zip(condition.tokens.dropFirst(), condition.tokens)
            where token.isKeyword("them") && before.isKeyword("of") {
                report.add(
                    "'them' includes the filter '\(filter)'",
                    in: rule,
                    at: condition.range(of: token, in: rule.file),
                    help: "name the selections by a pattern, '1 of selection*'"
                )
            }
        }
    }
}

extension String {
    /// Whether a selection's name says that it takes matches away.
    var isFilterName: Bool {
        let folded = asciiLowercased
        return folded.hasPrefix("filter") || folded.hasPrefix("exclu")
    }
}
