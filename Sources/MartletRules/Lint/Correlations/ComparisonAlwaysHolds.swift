/// A condition that every match satisfies.
enum ComparisonAlwaysHolds: CorrelationLint {
    static let code = DiagnosticCode(311, "The condition of a correlation holds of every match.")
    static let level = Diagnostic.Severity.warning

    static func check(_ correlation: LintedCorrelation, into report: inout LintReport) {
        let numbers = correlation.correlation.comparedNumbers
        let thresholds = correlation.correlation.thresholds
        let isAlwaysSo = thresholds.allSatisfy { threshold in
            ThresholdRange(
                [threshold.negated],
                whole: numbers.isWhole,
                from: numbers.minimum,
                to: numbers.maximum
            )
            .isEmpty
        }
        guard !thresholds.isEmpty, isAlwaysSo, let condition = correlation.body["condition"] else {
            return
        }
        report.add(
            "every match satisfies the condition",
            in: correlation,
            at: condition.value.range,
            help: correlation.correlation.kind == .eventCount
                ? "for fewer signals of one rule write 'martlet: {window: ...}' in the rule" : nil
        )
    }
}
