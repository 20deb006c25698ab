/// A service account's user name without its namespace or name.
enum ServiceAccountName: RuleLint {
    static let code = DiagnosticCode(296, "A service account's user name is not complete.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        guard rule.isKubernetesAudit else { return }
        for item in rule.items
        where ["user.username", "impersonatedUser.username"].contains(item.fieldName) {
            for (value, node) in item.placedValues {
                guard value.tests.count == 1, case .text(let pattern, _) = value.tests[0],
                    let literal = pattern.literal
                else { continue }
                let parts = literal.split(
                    separator: UInt8(ascii: ":"),
                    omittingEmptySubsequences: false
                )
                guard literal.starts(with: "system:serviceaccount".utf8), parts.count != 4 else {
                    continue
                }
                report.add(
                    "no user has the whole name '\(value.scalar.text)'",
                    in: rule,
                    at: node.range,
                    help: "write system:serviceaccount:<namespace>:<name>, or use 'startswith'"
                )
            }
        }
    }
}
