/// A value that stands twice in a list, letters of either case being alike.
enum DuplicateValue: RuleLint {
    static let code = DiagnosticCode(238, "A value stands twice in a list.")
    static let level = Diagnostic.Severity.warning

    /// What makes two values one.
    private enum Identity: Hashable {
        case text([UInt32], isCased: Bool)
        case other(ValueTest)

        init(_ test: ComparableTest) {
            switch test.test {
            case .text(_, caseSensitive: true): self = .text(test.exact, isCased: true)
            case .text(_, caseSensitive: false): self = .text(test.folded, isCased: false)
            default: self = .other(test.test)
            }
        }
    }

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items where item.values.count > 1 {
            var seen: Set<Identity> = []
            for (value, node) in item.placedValues {
                guard value.tests.count == 1 else { continue }
                let identity = Identity(ComparableTest(value.tests[0]))
                guard !seen.insert(identity).inserted else { continue }
                report.add(
                    "the value '\(value.scalar.text)' stands twice in the list",
                    in: rule,
                    at: node.range,
                    fix: rule.file.removal(ofElement: node).map {
                        SourceFix("remove the second", [$0])
                    }
                )
            }
        }
    }
}
