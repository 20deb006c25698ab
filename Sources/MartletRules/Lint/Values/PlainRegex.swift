/// A regular expression that only searches for a text.
enum PlainRegex: RuleLint {
    static let code = DiagnosticCode(233, "A regular expression only searches for a text.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items {
            for (expression, node) in item.regexes {
                guard let plain = expression.plainText, !plain.text.isEmpty else { continue }
                let word =
                    switch (plain.isAtStart, plain.isAtEnd) {
                    case (false, false): "contains"
                    case (true, false): "startswith"
                    case (false, true): "endswith"
                    case (true, true): ""
                    }
                let words = [word, expression.options.ignoresCase ? "" : "cased"]
                    .filter { !$0.isEmpty }.joined(separator: "|")
                report.add(
                    "the regular expression only searches for a text",
                    in: rule,
                    at: node.range,
                    help: words.isEmpty
                        ? "write the text without 're'"
                        : "use '\(words)', which is faster and needs no escapes"
                )
            }
        }
    }
}
