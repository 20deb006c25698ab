/// Two rules of the same title, which nobody can tell apart in a list of signals.
enum DuplicateTitle: RuleSetLint {
    static let code = DiagnosticCode(270, "Two rules have the same title.")
    static let level = Diagnostic.Severity.warning

    static func check(_ documents: [LintedDocument], into report: inout LintReport) {
        var first: [[UInt8]: LintedDocument] = [:]
        for rule in documents where !rule.isRetired {
            let title = Array(rule.metadata.title.asciiLowercased.utf8)
            guard let other = first[title] else {
                first[title] = rule
                continue
            }
            // The rules of a collection may share the title of its global document.
            let place = rule.attributes["title"]?.value.range
            guard rule.file !== other.file || place != other.attributes["title"]?.value.range else {
                continue
            }
            report.add(
                "another \(other.noun) has the title '\(rule.metadata.title)'",
                in: rule,
                at: place ?? rule.start,
                help: "it is at \(other.metadata.location)"
            )
        }
    }
}
