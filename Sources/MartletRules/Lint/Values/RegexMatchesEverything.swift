/// A regular expression that is found in every value.
enum RegexMatchesEverything: RuleLint {
    static let code = DiagnosticCode(235, "A regular expression is found in every value.")
    static let level = Diagnostic.Severity.warning
    private static let assertions = ["^", "$", "\\b", "\\B", "\\A", "\\z"]

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items {
            for (expression, node) in item.regexes {
                // What is found in nothing is found at the start of everything, unless it looks
                // around itself.
                guard !expression.pattern.isEmpty, expression.matchesEmptyText,
                    !assertions.contains(where: { expression.pattern.contains($0) })
                else { continue }
                report.add(
                    "the regular expression is found in every value, the empty one too",
                    in: rule,
                    at: node.range,
                    help: "use '+' for '*' where something must be there, or 'exists'"
                )
            }
        }
    }
}
