/// A date that is not written as ISO 8601 wants it.
enum DateForm: DocumentLint {
    static let code = DiagnosticCode(207, "A date is not written as YYYY-MM-DD.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        for name in ["date", "modified"] {
            guard let node = rule.attributes[name]?.value, let scalar = node.scalar, !node.isNull
            else { continue }
            let date = WrittenDate(scalar.text)
            guard date?.isWellFormed != true else { continue }
            let text = date.flatMap { $0.exists ? $0.text : nil }
            let fix = text.flatMap { text in
                rule.file.spelling(of: text, like: scalar).map {
                    SourceFix("write '\(text)'", replacing: node.range, with: $0)
                }
            }
            report.add(
                "'\(name)' is not a date of the form YYYY-MM-DD",
                in: rule,
                at: node.range,
                help: text.map { "write \($0)" },
                fix: fix
            )
        }
    }
}
