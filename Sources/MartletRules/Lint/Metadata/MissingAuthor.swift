/// A rule that nobody stands behind.
enum MissingAuthor: DocumentLint {
    static let code = DiagnosticCode(206, "A rule names no author.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard !rule.isSilent,
            rule.metadata.author?.utf8.contains(where: { $0 != UInt8(ascii: " ") }) != true
        else {
            return
        }
        report.add(
            "the \(rule.noun) has no 'author'",
            in: rule,
            at: rule.attributes["author"]?.key.range ?? rule.start,
            help: "name whom to ask about it"
        )
    }
}
