/// An exclusion by what the client itself writes into its request.
enum ForgeableExclusion: RuleLint {
    static let code = DiagnosticCode(290, "An exclusion rests only on what the client can choose.")
    static let level = Diagnostic.Severity.warning
    private static let chosen = ["sourceIPs", "userAgent"]

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit else { return }
        for selection in rule.excludingSelections.sorted() {
            let items = rule.items.filter { $0.selection == selection }
            guard let first = items.first, items.allSatisfy({ chosen.contains($0.fieldName) })
            else { continue }
            report.add(
                first.fieldName == "userAgent"
                    ? "any client can call itself so and escape the rule"
                    : "any client can put such an address in front and escape the rule",
                in: rule,
                at: first.range,
                help: first.fieldName == "userAgent"
                    ? "exclude by user, too" : "only the last address is the API server's own word"
            )
        }
    }
}
