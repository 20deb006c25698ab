/// A rule that matches the same request at each of its stages.
enum StageLeftOpen: RuleLint {
    static let code = DiagnosticCode(295, "A rule gives several signals for one request.")
    static let level = Diagnostic.Severity.info
    private static let settling = [
        "annotations", "requestObject", "responseObject", "responseStatus", "stage",
    ]

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        // Correlations and quiet rules count a request once.
        guard !rule.isSilent, rule.rule.quieting == nil, rule.isKubernetesAudit,
            let needs = rule.logic.needs, !needs.isEmpty,
            needs.allSatisfy({ !$0.needsValue(below: settling) })
        else { return }
        report.add(
            "a request that is logged at two stages gives two signals",
            in: rule,
            at: rule.attributes["detection"]?.key.range ?? rule.start,
            help: "ask for one stage: ResponseComplete, or ResponseStarted for exec and watch"
        )
    }
}
