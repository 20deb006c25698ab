/// A rule that trusts the first of a request's addresses.
enum FirstAddress: RuleLint {
    static let code = DiagnosticCode(
        297,
        "A rule reads the first source address, which clients choose."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit else { return }
        for item in rule.items where item.fieldName == "sourceIPs[0]" {
            guard let key = item.key else { continue }
            report.add(
                "a client can put any address in front",
                in: rule,
                at: rule.file.range(of: 0..<item.writtenName.utf8.count, in: key),
                help: "the last one is the API server's own word: 'sourceIPs[-1]'"
            )
        }
    }
}
