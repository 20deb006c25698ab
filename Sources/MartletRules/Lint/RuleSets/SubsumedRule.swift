/// A rule whose every match another one gives as well, and as loudly.
///
/// A rule that is more serious than the wider one has its use: it tells which of the matches is.
enum SubsumedRule: RuleSetLint {
    static let code = DiagnosticCode(273, "Whatever a rule matches, another one matches too.")
    static let level = Diagnostic.Severity.info
    /// The most ways to match that a rule may have to be compared.
    private static let termLimit = 24

    /// A rule with the ways in which it matches.
    private final class Candidate {
        let rule: LintedRule
        let ways: [RuleLogic.Way]
        /// What all of its ways have.
        let commonMarks: RuleLogic.Marks

        init(_ rule: LintedRule, ways: [RuleLogic.Way]) {
            self.rule = rule
            self.ways = ways
            self.commonMarks = ways.reduce(RuleLogic.Marks(fields: .max, letters: .max)) {
                $0.intersection($1.marks)
            }
        }
    }

    static func check(_ documents: [LintedDocument], into report: inout LintReport) {
        var candidates: [LogSource: [Candidate]] = [:]
        for case let rule as LintedRule in documents where !rule.isRetired && !rule.isSilent {
            guard let terms = rule.logic.allTerms, terms.count <= termLimit,
                // What can never hold implies anything.
                !terms.contains(where: { RuleLogic.isContradictory($0, isScalar: { _ in true }) }),
                !rule.items.contains(where: { $0.item.modifiers.expandsPlaceholders }),
                !terms.joined().contains(where: { $0.tests == nil })
            else { continue }
            candidates[rule.rule.logSource, default: []].append(
                Candidate(rule, ways: terms.map { RuleLogic.Way($0) })
            )
        }
        for group in candidates.values { compare(group, into: &report) }
    }

    private static func compare(_ group: [Candidate], into report: inout LintReport) {
        // Looked at for each pair, so without a detour through the candidates.
        let levels = group.map(\.rule.rule.level)
        let marks = group.map(\.commonMarks)
        // Most pairs read other fields, and are not even looked at.
        let indicesByFields = Dictionary(grouping: group.indices) { marks[$0].fields }
        for (index, narrow) in group.enumerated() {
            guard let first = narrow.ways.first else { continue }
            let others = indicesByFields.filter { fields, _ in fields & ~first.marks.fields == 0 }
                .flatMap(\.value)
                .filter { $0 != index && first.marks.mayImply(marks[$0]) }
            for other in others.sorted()
            where levels[index] <= levels[other] && implies(narrow, group[other]) {
                // Of two rules that match the same, one is told of.
                let isTold =
                    other < index || levels[other] > levels[index]
                    || !implies(group[other], narrow)
                guard isTold else { continue }
                add(narrow.rule, coveredBy: group[other].rule, to: &report)
                break
            }
        }
    }

    private static func add(
        _ narrow: LintedRule,
        coveredBy wide: LintedRule,
        to report: inout LintReport
    ) {
        guard !DetectionIdentity.areSame(narrow.rule.detection, wide.rule.detection) else { return }
        report.add(
            "whatever the rule matches, '\(wide.rule.title)' matches too",
            in: narrow,
            at: narrow.attributes["detection"]?.key.range ?? narrow.start,
            help: "that one is at \(wide.rule.location)"
        )
    }

    private static func implies(_ narrow: Candidate, _ wide: Candidate) -> Bool {
        RuleLogic.Way.each(of: narrow.ways, impliesOneOf: wide.ways)
    }
}
