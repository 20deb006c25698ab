/// What a signal would say, of a rule that gives none of its own.
enum UnheardMessage: DocumentLint {
    static let code = DiagnosticCode(
        319,
        "A rule that only correlations read says what its signals would be."
    )
    static let level = Diagnostic.Severity.info
    private static let keys = ["message", "severity_if", "group_by", "window"]

    static func check(_ rule: LintedDocument, into report: inout LintReport) {
        guard rule.isSilent else { return }
        // The window of a correlation says which of its matches belong together.
        let keys = rule is LintedRule ? keys : Array(keys.prefix(2))
        for member in rule.map("martlet").members {
            guard let name = member.key.scalar?.text, keys.contains(name) else { continue }
            report.add(
                "'\(name)' is never seen: the \(rule.noun) gives no signals of its own",
                in: rule,
                at: member.key.range,
                help: "say it in the correlation, or write 'generate: true' there"
            )
        }
    }
}
