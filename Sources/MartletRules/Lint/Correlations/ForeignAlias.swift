/// An alias for a rule whose matches the correlation does not read.
enum ForeignAlias: CorrelationLint {
    static let code = DiagnosticCode(
        316,
        "An alias is for a rule that the correlation does not name."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ correlation: LintedCorrelation, into report: inout LintReport) {
        let known = Set(correlation.references.flatMap { $0.names + [$0.reference.text] })
        for member in correlation.aliases.flatMap(\.fields) {
            guard let name = member.key.scalar?.text, !known.contains(name) else { continue }
            report.add(
                "the correlation does not name the rule '\(name)'",
                in: correlation,
                at: member.key.range,
                help: "add it to 'rules', or remove it here"
            )
        }
    }
}
