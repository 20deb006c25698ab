/// A rule that wants the body of a request that has none.
enum ConnectBody: RuleLint {
    static let code = DiagnosticCode(
        286,
        "A rule asks for the body of a request that opens a connection, which has none."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        let subresources = KubernetesAudit.connectSubresources + ["proxy"]
        guard rule.isKubernetesAudit, let needs = rule.logic.needs else { return }
        let connecting = needs.filter { $0.demands("objectRef.subresource", oneOf: subresources) }
        guard !connecting.isEmpty,
            connecting.allSatisfy({ $0.needsValue(below: ["requestObject", "responseObject"]) })
        else { return }
        let item = rule.items.first {
            $0.fieldName.hasPrefix("requestObject") || $0.fieldName.hasPrefix("responseObject")
        }
        report.add(
            "events of exec, attach, portforward and proxy have no body",
            in: rule,
            at: item?.range ?? rule.start,
            help: "the command is in requestURI: '?command=sh&command=-c'"
        )
    }
}
