/// A condition that no matches satisfy, however many there are.
enum ComparisonNeverHolds: CorrelationLint {
    static let code = DiagnosticCode(312, "The condition of a correlation can never hold.")
    static let level = Diagnostic.Severity.error

    static func check(_ correlation: LintedCorrelation, into report: inout LintReport) {
        let numbers = correlation.correlation.comparedNumbers
        let range = ThresholdRange(
            correlation.correlation.thresholds,
            whole: numbers.isWhole,
            from: numbers.minimum,
            to: numbers.maximum
        )
        guard range.isEmpty, let condition = correlation.body["condition"] else { return }
        report.add(
            "no matches satisfy the condition",
            in: correlation,
            at: condition.value.range,
            help: numbers.maximum.isFinite
                ? "the number of rules that match is from 1 to \(Int(numbers.maximum))"
                : "a group is only looked at when it has a match"
        )
    }
}
