/// A rule that knows an attacker by the name that he gives himself.
enum AgentAlone: RuleLint {
    static let code = DiagnosticCode(291, "A rule matches by the user agent alone.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit, let needs = rule.logic.needs,
            needs.contains(where: { term in
                let asked = term.filter(\.isPositive).compactMap { $0.tests?.field?.description }
                return !asked.isEmpty
                    && asked.allSatisfy { ["userAgent", "stage", "level"].contains($0) }
                    && asked.contains("userAgent")
            })
        else { return }
        report.add(
            "a client chooses its user agent freely",
            in: rule,
            at: rule.place(of: "userAgent"),
            help: "add what the request did"
        )
    }
}
