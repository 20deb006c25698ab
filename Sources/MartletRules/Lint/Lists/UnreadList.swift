/// A list that serves nobody.
enum UnreadList: ListLint {
    static let code = DiagnosticCode(320, "No rule reads a list.")
    static let level = Diagnostic.Severity.info

    static func check(_ list: LintedList, into report: inout LintReport) {
        let name = list.list.name
        guard !list.readNames.contains(name) else { return }
        report.add(
            "no rule that is loaded reads the list '\(name)'",
            in: list.file,
            at: list.list.range,
            help: Suggestion.help(for: name, among: list.readNames.sorted())
                ?? "read it with 'field|expand: '%\(name)%'', or remove it"
        )
    }
}
