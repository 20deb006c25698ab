/// A value that another one of the same list covers.
enum CoveredValue: RuleLint {
    static let code = DiagnosticCode(239, "A value of a list is covered by another one.")
    static let level = Diagnostic.Severity.info
    /// Lists beyond this length are indicators, not patterns; comparing all pairs would take long.
    private static let lengthLimit = 500

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items where (2...lengthLimit).contains(item.values.count) {
            let tests = item.item.values.map { $0.tests.count == 1 ? $0.tests.first : nil }
                .map { $0.map { ComparableTest($0) } }
            // Only what has wildcards, or is a block or a range, covers anything but itself.
            let wide = tests.indices.filter { tests[$0].map(isWide) == true }
            guard !wide.isEmpty else { continue }
            for index in tests.indices {
                guard let test = tests[index],
                    let other = wide.first(where: { other in
                        covers(tests[other], test) && !covers(test, tests[other])
                    })
                else { continue }
                // With 'all' it is the wider one that adds nothing.
                let needless = item.item.requiresAll ? other : index
                let reason = item.item.requiresAll ? index : other
                report.add(
                    "the value adds nothing to '\(item.item.values[reason].scalar.text)'",
                    in: rule,
                    at: item.values[needless].range,
                    help: item.item.requiresAll
                        ? "whatever matches the other matches this one"
                        : "whatever matches this one matches the other"
                )
            }
        }
    }

    private static func isWide(_ test: ComparableTest) -> Bool {
        switch test.test {
        case .text(let pattern, _): pattern.literal == nil
        case .cidr, .compare: true
        default: false
        }
    }

    private static func covers(_ wide: ComparableTest?, _ narrow: ComparableTest?) -> Bool {
        guard let wide, let narrow else { return false }
        return narrow.implies(wide)
    }
}
