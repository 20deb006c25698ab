/// Two selections of the same content.
enum DuplicateSelection: RuleLint {
    static let code = DiagnosticCode(258, "Two selections of a rule are the same.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        let selections = rule.rule.detection.selections
        guard selections.count > 1, rule.selectionKeys.count == selections.count else { return }
        for (index, selection) in selections.enumerated() {
            guard
                let first = selections[..<index].first(where: {
                    DetectionIdentity.areSame($0.search, selection.search)
                })
            else { continue }
            report.add(
                "'\(selection.name)' is the same as '\(first.name)'",
                in: rule,
                at: rule.selectionKeys[index].range,
                help: "keep one of them"
            )
        }
    }
}
