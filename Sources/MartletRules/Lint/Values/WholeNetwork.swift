/// A block that holds all addresses.
enum WholeNetwork: RuleLint {
    static let code = DiagnosticCode(240, "A block of addresses holds every address.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items {
            for (value, node) in item.placedValues {
                guard case .cidr(let block) = value.tests.first, block.prefixLength == 0 else {
                    continue
                }
                report.add(
                    "'\(value.scalar.text)' holds every address",
                    in: rule,
                    at: node.range,
                    help: "name the block that is meant"
                )
            }
        }
    }
}
