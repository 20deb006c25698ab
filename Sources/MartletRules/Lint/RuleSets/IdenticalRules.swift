/// Two rules that look for the same: each event gives two signals.
enum IdenticalRules: RuleSetLint {
    static let code = DiagnosticCode(272, "Two rules look for the same.")
    static let level = Diagnostic.Severity.warning

    /// What must be equal for two rules to be compared.
    private struct Key: Hashable {
        let logSource: LogSource
        let hash: Int
    }

    static func check(_ documents: [LintedDocument], into report: inout LintReport) {
        var seen: [Key: [LintedRule]] = [:]
        for case let rule as LintedRule in documents where !rule.isRetired && !rule.isSilent {
            let key = Key(
                logSource: rule.rule.logSource,
                hash: DetectionIdentity.hash(of: rule.rule.detection)
            )
            if let other = seen[key]?.first(where: {
                DetectionIdentity.areSame($0.rule.detection, rule.rule.detection)
            }) {
                report.add(
                    "the rule looks for the same as '\(other.rule.title)'",
                    in: rule,
                    at: rule.attributes["detection"]?.key.range ?? rule.start,
                    help: "that one is at \(other.rule.location)"
                )
            }
            seen[key, default: []].append(rule)
        }
    }
}
