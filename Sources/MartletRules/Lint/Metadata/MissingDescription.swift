/// A rule that does not say what a signal of it means.
enum MissingDescription: RuleLint {
    static let code = DiagnosticCode(
        204,
        "A rule has no description that says more than its title."
    )
    static let level = Diagnostic.Severity.info
    private static let lengthMinimum = 16

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        let text = rule.rule.description ?? ""
        let words = text.split { $0.isWhitespace }
        let length = words.reduce(0) { $0 + $1.utf8.count + 1 }
        let isTitle = words == rule.rule.title.split { $0.isWhitespace }
        guard length <= lengthMinimum || isTitle else { return }
        report.add(
            words.isEmpty
                ? "the rule has no 'description'" : "the description says no more than the title",
            in: rule,
            at: rule.attributes["description"]?.key.range ?? rule.start,
            help: "say what happened, why it matters and what to look at"
        )
    }
}
