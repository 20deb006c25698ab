/// A correlation of several rules that names one only.
enum TemporalOverOneRule: CorrelationLint {
    static let code = DiagnosticCode(
        313,
        "A temporal correlation names one rule, and holds whenever it matches."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ correlation: LintedCorrelation, into report: inout LintReport) {
        let model = correlation.correlation
        guard model.kind == .temporal || model.kind == .temporalOrdered,
            model.references.count == 1, model.requirement == .inherent,
            let rules = correlation.body["rules"]
        else { return }
        report.add(
            "one rule alone always matches together with itself",
            in: correlation,
            at: rules.value.range,
            help: "name a second rule, or count the matches with 'event_count'"
        )
    }
}
