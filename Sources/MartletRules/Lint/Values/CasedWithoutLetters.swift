/// `cased` over values that have no case.
enum CasedWithoutLetters: RuleLint {
    static let code = DiagnosticCode(237, "The modifier cased stands over values without letters.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items where item.item.modifiers.isCased {
            let hasCase = item.item.values.contains { value in
                value.scalar.text.utf8.contains { $0.isASCIILetter || $0 >= 0x80 }
            }
            guard !hasCase, !item.item.modifiers.expandsPlaceholders else { continue }
            report.add(
                "'cased' says nothing about values without letters",
                in: rule,
                at: item.range(ofModifier: .cased, in: rule.file) ?? item.range,
                fix: item.removal(of: .cased, in: rule.file)
            )
        }
    }
}
