/// A list without values where values are needed.
///
/// What only takes matches away may be empty: then it takes none.
enum EmptyList: RuleLint {
    static let code = DiagnosticCode(
        321,
        "A rule looks for the values of a list that is empty, and does not require it."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        let required = Set(rule.rule.requiredLists.map(\.name))
        let excluding = rule.excludingSelections
        for item in rule.items where item.item.modifiers.expandsPlaceholders {
            guard excluding.contains(item.selection) == item.item.isNegated else { continue }
            for (value, node) in item.placedValues where value.standsForNothing {
                let names = PlaceholderText(parsing: value.scalar.text).names
                guard required.isDisjoint(with: names), let name = names.first else { continue }
                report.add(
                    "nothing is on the list of '\(value.scalar.text)'",
                    in: rule,
                    at: node.range,
                    help: "fill the list, or write 'requires: [\(name)]' under 'martlet'"
                )
            }
        }
    }
}

extension ItemValue {
    /// Whether it names a list that has no values.
    var standsForNothing: Bool { tests.isEmpty && pending.isEmpty }
}
