/// An alias that nothing reads.
enum UnusedAlias: CorrelationLint {
    static let code = DiagnosticCode(315, "A correlation does not read one of its aliases.")
    static let level = Diagnostic.Severity.warning

    static func check(_ correlation: LintedCorrelation, into report: inout LintReport) {
        let read = Set(correlation.correlation.fields)
        for alias in correlation.aliases {
            guard let name = alias.name.scalar?.text, !read.contains(FieldPath(name)) else {
                continue
            }
            report.add(
                "nothing reads the alias '\(name)'",
                in: correlation,
                at: alias.name.range,
                help: "group by it, or remove it"
            )
        }
    }
}
