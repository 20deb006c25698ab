/// `windash` over values in which no word begins with a dash.
enum WindashWithoutDash: RuleLint {
    static let code = DiagnosticCode(246, "The modifier windash stands over values without dashes.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items
        where item.item.modifiers.matchesAnyDash && !item.item.modifiers.expandsPlaceholders {
            let hasDash = item.item.values.flatMap(\.tests).contains { test in
                guard case .text(let pattern, _) = test else { return true }
                return pattern.pieces.contains(.anyDash)
            }
            // What is encoded shows its dashes no more.
            guard !hasDash, item.item.modifiers.encodings.isEmpty else { continue }
            report.add(
                "'windash' says nothing: no word begins with '-' or '/'",
                in: rule,
                at: item.range(ofModifier: .windash, in: rule.file) ?? item.range,
                fix: item.removal(of: .windash, in: rule.file)
            )
        }
    }
}
