/// Dates that cannot be.
enum DateOrder: DocumentLint {
    static let code = DiagnosticCode(
        208,
        "A date does not exist, or a change is older than its rule."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        var dates: [String: WrittenDate] = [:]
        for name in ["date", "modified"] {
            guard let node = rule.attributes[name]?.value, let text = node.scalar?.text,
                let date = WrittenDate(text)
            else { continue }
            if date.exists {
                dates[name] = date
            } else {
                report.add("there is no day \(text)", in: rule, at: node.range)
            }
        }
        if let date = dates["date"], let modified = dates["modified"], modified < date,
            let node = rule.attributes["modified"]?.value
        {
            report.add(
                "the rule was modified before it was written",
                in: rule,
                at: node.range,
                help: "'date' is \(date.text)"
            )
        }
    }
}
