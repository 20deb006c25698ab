/// A rule without an id: nothing else can refer to it, and its signals change with its title.
enum MissingID: DocumentLint {
    static let code = DiagnosticCode(200, "A rule has no id.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard rule.metadata.id == nil, !rule.isSilent else { return }
        report.add(
            "the \(rule.noun) has no 'id'",
            in: rule,
            at: rule.start,
            help: "give it a UUID of its own, once and for ever: `uuidgen --random`"
        )
    }
}
