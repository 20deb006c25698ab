/// Two rules of the same name, by which other documents would refer to either.
enum DuplicateName: RuleSetLint {
    static let code = DiagnosticCode(271, "Two rules have the same name.")
    static let level = Diagnostic.Severity.error

    static func check(_ rules: [LintedRule], into report: inout LintReport) {
        var first: [[UInt8]: LintedRule] = [:]
        for rule in rules {
            guard let name = rule.rule.name else { continue }
            guard let other = first[Array(name.utf8)] else {
                first[Array(name.utf8)] = rule
                continue
            }
            report.add(
                "another rule has the name '\(name)'",
                in: rule,
                at: rule.attributes["name"]?.value.range ?? rule.start,
                help: "it is at \(other.rule.location)"
            )
        }
    }
}
