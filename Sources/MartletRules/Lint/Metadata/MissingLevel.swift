/// A rule that leaves its level or status to be guessed.
enum MissingLevel: DocumentLint {
    static let code = DiagnosticCode(205, "A rule does not say its level or its status.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard !rule.isSilent else { return }
        for (name, help) in [
            ("level", "without one it counts as medium"),
            ("status", "say how far it is trusted: experimental, test or stable"),
        ] where rule.attributes[name]?.value.isNull ?? true {
            report.add("the \(rule.noun) has no '\(name)'", in: rule, at: rule.start, help: help)
        }
    }
}
