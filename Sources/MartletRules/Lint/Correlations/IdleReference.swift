/// A rule that is listed, but that the condition over rules does not name.
enum IdleReference: CorrelationLint {
    static let code = DiagnosticCode(
        318,
        "A correlation lists a rule that its condition does not name."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ correlation: LintedCorrelation, into report: inout LintReport) {
        guard case .expression(let condition) = correlation.correlation.requirement else { return }
        var used: Set<Int> = []
        collect(condition, into: &used)
        let nodes = correlation.body.leaves(of: "rules")
        for (index, node) in nodes.enumerated() where !used.contains(index) {
            report.add(
                "the condition does not name the rule '\(node.scalar?.text ?? "")'",
                in: correlation,
                at: node.range,
                help: "its matches decide nothing"
            )
        }
    }

    // Recursion is bounded by the depth that the parser of conditions allows.
    private static func collect(_ condition: Condition, into used: inout Set<Int>) {
        switch condition {
        case .selection(let index): used.insert(index)
        case .and(let members), .or(let members):
            for member in members { collect(member, into: &used) }
        case .not(let member): collect(member, into: &used)
        case .atLeast(_, let indices): used.formUnion(indices)
        }
    }
}
