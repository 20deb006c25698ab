/// A rule that wants an answer in an event that is written before there is one.
enum ReceivedWithoutResponse: RuleLint {
    static let code = DiagnosticCode(
        294,
        "A rule asks for stage RequestReceived and for what comes later."
    )
    static let level = Diagnostic.Severity.error
    private static let later = ["annotations", "requestObject", "responseObject", "responseStatus"]

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit, let needs = rule.logic.needs,
            needs.contains(where: { term in
                term.demands("stage", oneOf: ["RequestReceived"]) && term.needsValue(below: later)
            })
        else { return }
        report.add(
            "stage RequestReceived has no response, body or annotations yet",
            in: rule,
            at: rule.place(of: "stage"),
            help: "ask for stage ResponseComplete"
        )
    }
}
