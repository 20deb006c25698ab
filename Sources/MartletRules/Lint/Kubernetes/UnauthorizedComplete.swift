/// A rule for failed authentication that waits for a stage that such requests never reach.
enum UnauthorizedComplete: RuleLint {
    static let code = DiagnosticCode(
        284,
        "A rule asks for code 401 and for stage ResponseComplete."
    )
    static let level = Diagnostic.Severity.error

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit, let needs = rule.logic.needs,
            needs.contains(where: { term in
                term.demands("responseStatus.code", oneOf: ["401"])
                    && term.demands("stage", oneOf: ["ResponseComplete", "RequestReceived"])
            })
        else { return }
        report.add(
            "a request that fails to authenticate has stage ResponseStarted only",
            in: rule,
            at: rule.place(of: "stage"),
            help: "ask for stage ResponseStarted, or for none"
        )
    }
}
