/// A rule whose every match another one gives as well, and as loudly.
///
/// A rule that is more serious than the wider one has its use: it tells which of the matches is.
enum SubsumedRule: RuleSetLint {
    static let code = DiagnosticCode(273, "Whatever a rule matches, another one matches too.")
    static let level = Diagnostic.Severity.info
    /// The most ways to match that a rule may have to be compared.
    private static let termLimit = 24

    /// A rule with the ways in which it matches.
    private struct Candidate {
        let rule: LintedRule
        let ways: [RuleLogic.Way]
    }

    static func check(_ rules: [LintedRule], into report: inout LintReport) {
        var candidates: [LogSource: [Candidate]] = [:]
        for rule in rules where !rule.isRetired {
            guard let terms = rule.logic.allTerms, terms.count <= termLimit,
                // What can never hold implies anything.
                !terms.contains(where: { RuleLogic.isContradictory($0, isScalar: { _ in true }) }),
                !rule.items.contains(where: { $0.item.modifiers.expandsPlaceholders }),
                !terms.joined().contains(where: { $0.tests == nil })
            else { continue }
            candidates[rule.rule.logSource, default: []].append(
                Candidate(rule: rule, ways: terms.map { RuleLogic.Way($0) })
            )
        }
        for group in candidates.values { compare(group, into: &report) }
    }

    private static func compare(_ group: [Candidate], into report: inout LintReport) {
        for (index, narrow) in group.enumerated() {
            guard
                let wide = group.indices.first(where: { other in
                    other != index && narrow.rule.rule.level <= group[other].rule.rule.level
                        && implies(narrow, group[other])
                        // Of two rules that match the same, one is told of.
                        && (other < index || group[other].rule.rule.level > narrow.rule.rule.level
                            || !implies(group[other], narrow))
                })
            else { continue }
            let other = group[wide].rule
            guard !DetectionIdentity.areSame(narrow.rule.rule.detection, other.rule.detection)
            else { continue }
            report.add(
                "whatever the rule matches, '\(other.rule.title)' matches too",
                in: narrow.rule,
                at: narrow.rule.attributes["detection"]?.key.range ?? narrow.rule.start,
                help: "that one is at \(other.rule.location)"
            )
        }
    }

    private static func implies(_ narrow: Candidate, _ wide: Candidate) -> Bool {
        RuleLogic.Way.each(of: narrow.ways, impliesOneOf: wide.ways)
    }
}
