package import MartletEngine
package import MartletRules

/// What matches mean together, as `docs/correlations.md` says it, with nothing done twice cleverly.
///
/// All matches are in memory; each group's window is made anew at each instant. It shares no code
/// with the correlator but the model. Where both differ, the page decides who is wrong.
package final class ReferenceCorrelator {
    /// The signals, in the order in which they are written.
    package private(set) var signals: [ReferenceSignal] = []
    /// The counts by ordinal, those of correlations behind those of all rules.
    package private(set) var counts: [Int: ReferenceCounts] = [:]
    private let ruleSet: RuleSet
    private let base: [ReferenceMatch]
    private let end: Int64
    /// The matches that each correlation's firings are, once they are known.
    private var firingMatches: [Int: [ReferenceMatch]] = [:]

    /// Correlates matches in any order; the input ends no earlier than the latest of them.
    package init(_ ruleSet: RuleSet, _ records: [MatchRecord], end: Int64 = .min) {
        let outlines = ruleSet.matchOutlines
        self.ruleSet = ruleSet
        self.base = records.map { ReferenceMatch($0, fields: outlines[$0.rule].fields) }
        self.end = records.map(\.time).reduce(end, max)
        for index in ruleSet.correlations.indices { _ = matches(of: .correlation(index)) }
        for (index, rule) in ruleSet.rules.enumerated() {
            guard let quieting = rule.quieting else { continue }
            let quiet = ReferenceQuietRule(ordinal: index, rule: rule, quieting: quieting)
            let found = quiet.signals(of: base.filter { $0.target == .rule(index) })
            counts[index, default: .init()].signals += found.count
            signals += found
        }
        signals.sort(by: ReferenceSignal.isInOrder)
    }

    private func matches(of target: Correlation.Reference.Target) -> [ReferenceMatch] {
        guard case .correlation(let index) = target else {
            return base.filter { $0.target == target }
        }
        if let known = firingMatches[index] { return known }
        let correlation = ruleSet.correlations[index]
        let ordinal = ruleSet.rules.count + index
        let targets = Set(correlation.references.map(\.target))
        let all = targets.flatMap { matches(of: $0) }.sorted(by: ReferenceMatch.isInOrder)
        var made: [ReferenceMatch] = []
        for (values, matches) in groups(of: all, correlation, ordinal) {
            let group = ReferenceGroup(
                correlation: correlation,
                ordinal: ordinal,
                values: values,
                matches: matches,
                end: end
            )
            counts[ordinal, default: .init()].undecided += group.undecidedCount
            counts[ordinal, default: .init()].firings += group.firings.count
            counts[ordinal, default: .init()].signals += group.episodes.count
            for episode in group.episodes {
                made += episode.firings.map {
                    ReferenceMatch(
                        $0,
                        of: index,
                        correlation,
                        group: values,
                        opened: episode.opening.time
                    )
                }
            }
            if !correlation.isSilent { signals += group.episodes.map(group.signal) }
        }
        firingMatches[index] = made
        return made
    }

    /// The matches of each group, in the order of evidence.
    private func groups(
        of matches: [ReferenceMatch],
        _ correlation: Correlation,
        _ ordinal: Int
    ) -> [[FieldValue]: [ReferenceMatch]] {
        let condition = ReferenceCondition(correlation: correlation)
        var groups: [[FieldValue]: [ReferenceMatch]] = [:]
        for match in matches {
            let factors = correlation.groupBy.map { name in
                let values = condition.values(of: name, in: match)
                return values.isEmpty && correlation.poolsMissing ? [.missing] : values
            }
            let named = ReferenceCondition.product(factors)
            if named.isEmpty { counts[ordinal, default: .init()].noGroup += 1 }
            let beyond = max(0, named.count - ReferenceCondition.productLimit)
            counts[ordinal, default: .init()].groupOverflow += beyond
            for group in named.dropLast(beyond) { groups[group, default: []].append(match) }
        }
        return groups
    }
}
