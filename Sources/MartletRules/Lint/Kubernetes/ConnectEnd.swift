/// A rule for exec and its like that tells of a session when it is over.
enum ConnectEnd: RuleLint {
    static let code = DiagnosticCode(
        285,
        "A rule for exec, attach or portforward waits for the end of the session."
    )
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit, let needs = rule.logic.needs, !needs.isEmpty,
            needs.allSatisfy({ term in
                term.demands("objectRef.subresource", oneOf: KubernetesAudit.connectSubresources)
                    && term.demands("stage", oneOf: ["ResponseComplete"])
            })
        else { return }
        report.add(
            "stage ResponseComplete comes when the session is over",
            in: rule,
            at: rule.place(of: "stage"),
            help: "stage ResponseStarted comes when it begins"
        )
    }
}
