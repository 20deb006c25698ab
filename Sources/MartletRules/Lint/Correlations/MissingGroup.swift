/// A correlation that looks at the matches of everybody together.
enum MissingGroup: CorrelationLint {
    static let code = DiagnosticCode(317, "A correlation does not say what it groups by.")
    static let level = Diagnostic.Severity.info

    static func check(_ correlation: LintedCorrelation, into report: inout LintReport) {
        // What is new may well be so for everybody.
        if case .newValue = correlation.correlation.kind { return }
        guard correlation.correlation.groupBy.isEmpty else { return }
        report.add(
            "matches of all users and machines count together",
            in: correlation,
            at: correlation.attributes["correlation"]?.key.range ?? correlation.start,
            help: "add 'group-by:' with the fields that name whom or what this is about"
        )
    }
}
