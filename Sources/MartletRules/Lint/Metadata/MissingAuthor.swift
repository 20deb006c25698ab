/// A rule that nobody stands behind.
enum MissingAuthor: RuleLint {
    static let code = DiagnosticCode(206, "A rule names no author.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.rule.author?.utf8.contains(where: { $0 != UInt8(ascii: " ") }) != true else {
            return
        }
        report.add(
            "the rule has no 'author'",
            in: rule,
            at: rule.attributes["author"]?.key.range ?? rule.start,
            help: "name whom to ask about it"
        )
    }
}
