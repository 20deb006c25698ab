/// A rule for exec and its like that knows only one of the two verbs of such requests.
enum ConnectVerb: RuleLint {
    static let code = DiagnosticCode(
        282,
        "A rule for exec, attach or portforward knows only one of their two verbs."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit, let needs = rule.logic.needs else { return }
        let connecting = needs.filter {
            $0.demands("objectRef.subresource", oneOf: KubernetesAudit.connectSubresources)
        }
        var verbs: Set<String> = []
        for term in connecting {
            guard let tests = term.demands(on: "verb").first else { return }
            verbs.formUnion(tests.compactMap(\.plainText))
        }
        for (verb, other, client) in [
            ("create", "get", "WebSocket clients, such as kubectl 1.31 and later"),
            ("get", "create", "SPDY clients, such as kubectl before 1.31"),
        ] where verbs.contains(verb) && !verbs.contains(other) {
            report.add(
                "such requests also have the verb '\(other)'",
                in: rule,
                at: rule.place(of: "verb"),
                help: "those of \(client)"
            )
        }
    }
}
