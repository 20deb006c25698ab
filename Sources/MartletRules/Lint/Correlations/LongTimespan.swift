/// A window over months, whose matches have to be kept all the while.
enum LongTimespan: CorrelationLint {
    static let code = DiagnosticCode(314, "The window of a correlation is longer than a month.")
    static let level = Diagnostic.Severity.info
    private static let limit: Int64 = 31 * 86_400 * 1_000_000_000

    static func check(_ correlation: LintedCorrelation, into report: inout LintReport) {
        guard correlation.correlation.timespan > limit,
            let timespan = correlation.body["timespan"]
        else { return }
        report.add(
            "the matches of more than a month are kept",
            in: correlation,
            at: timespan.value.range,
            help: "for what was not seen for long, 'new_value' keeps the values alone"
        )
    }
}
