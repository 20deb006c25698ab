/// A rule whose every match another one gives as well.
enum SubsumedRule: RuleSetLint {
    static let code = DiagnosticCode(273, "Whatever a rule matches, another one matches too.")
    static let level = Diagnostic.Severity.info
    /// The most ways to match that a rule may have to be compared.
    private static let termLimit = 24

    /// A way to match, with the fields that it reads as bits: a first look that is cheap.
    private struct Way {
        let term: RuleLogic.Term
        let fields: UInt64

        init(_ term: RuleLogic.Term) {
            self.term = term
            self.fields = term.reduce(0) { $0 | Way.bit(of: $1) }
        }

        private static func bit(of literal: Literal) -> UInt64 {
            guard let tests = literal.tests else { return 1 }
            var hasher = Hasher()
            hasher.combine(tests.field)
            return 1 << UInt64(truncatingIfNeeded: hasher.finalize() & 63)
        }

        /// Whether an event that matches this way matches the other too; `false` is also unknown.
        func implies(_ other: Way) -> Bool {
            other.fields & ~fields == 0
                && other.term.allSatisfy { wanted in
                    term.contains { $0.implies(wanted) }
                }
        }
    }

    private struct Candidate {
        let rule: LintedRule
        let ways: [Way]
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
                Candidate(rule: rule, ways: terms.map { Way($0) })
            )
        }
        for group in candidates.values { compare(group, into: &report) }
    }

    private static func compare(_ group: [Candidate], into report: inout LintReport) {
        for (index, narrow) in group.enumerated() {
            guard let wide = group.indices.first(where: { other in
                other != index && implies(narrow, group[other])
                    // Of two rules that match the same, one is told of.
                    && (other < index || !implies(group[other], narrow))
            }) else { continue }
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
        narrow.ways.allSatisfy { way in wide.ways.contains { way.implies($0) } }
    }
}
