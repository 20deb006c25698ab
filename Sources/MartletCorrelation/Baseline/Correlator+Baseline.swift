internal import MartletEngine
package import MartletRules

extension CorrelationPlan {
    /// The correlations of a baseline that are none of these rules, or look at other fields.
    package func unknown(in baseline: Baseline) -> [Baseline.Correlation] {
        baseline.correlations.filter { lane(of: $0) == nil }
    }

    /// The known values by the words of the groups' keys.
    func known(in baseline: Baseline) -> [[UInt64]: [KnownValue]] {
        var known: [[UInt64]: [KnownValue]] = [:]
        for correlation in baseline.correlations {
            guard let lane = lane(of: correlation) else { continue }
            for group in correlation.groups {
                var writer = WordWriter()
                GroupKey.append(
                    group.values.map { [$0] },
                    picked: Array(repeating: 0, count: group.values.count),
                    prefix: UInt32(lane),
                    to: &writer
                )
                known[writer.words, default: []] += group.known
            }
        }
        return known
    }

    private func lane(of correlation: Baseline.Correlation) -> Int? {
        lanes.indices.first { index in
            guard case .newValue = lanes[index].kind else { return false }
            return identities[index].rule.text == correlation.name
                && lanes[index].presentation.groupNames == correlation.groupBy
                && lanes[index].valueNames == correlation.fields
        }
    }
}

extension Correlator {
    /// What the `new_value` correlations of a rule set know now.
    ///
    /// - Parameter ruleSet: the one of the correlator's plan.
    /// - Returns: all of them, those that know nothing as well.
    package func baseline(of ruleSet: RuleSet) -> Baseline {
        var groups: [Int: [Baseline.Group]] = [:]
        for shard in stages.joined() {
            var group = shard.state.stalest
            while group != 0 {
                let lane = Int(shard.state.groups[group].lane)
                if case .newValue = plan.lanes[lane].kind {
                    groups[lane, default: []].append(
                        Baseline.Group(
                            values: shard.state.groupValues(of: group),
                            known: shard.state.knownValues(of: group)
                        )
                    )
                }
                group = shard.state.groups[group].fresher
            }
        }
        var correlations: [Baseline.Correlation] = []
        for (index, lane) in plan.lanes.enumerated() {
            guard case .newValue = lane.kind else { continue }
            let metadata = ruleSet.correlations[lane.ordinal - ruleSet.rules.count].metadata
            correlations.append(
                Baseline.Correlation(
                    id: metadata.id,
                    title: metadata.title,
                    groupBy: lane.presentation.groupNames,
                    fields: lane.valueNames,
                    groups: (groups[index] ?? []).sorted {
                        $0.values.lexicographicallyPrecedes($1.values)
                    }
                )
            )
        }
        return Baseline(correlations: correlations.sorted { $0.name < $1.name })
    }
}

extension ShardState {
    /// The values that a group knows, in order.
    func knownValues(of group: UInt32) -> [KnownValue] {
        let count = lanes[Int(groups[group].lane)].valueFieldCount
        var known: [KnownValue] = []
        var number = valueSets[groups[group].extra].stalest
        while number != 0 {
            let value = values[number]
            let words = heap.copy(from: Int(value.block), count: Int(value.wordCount))
            known.append(
                KnownValue(
                    tuple: GroupKey.values(words, count: count),
                    since: value.since,
                    latest: value.latest
                )
            )
            number = value.fresher
        }
        return known.sorted { $0.tuple.lexicographicallyPrecedes($1.tuple) }
    }

    /// Lets a group of a baseline know its values as if it had them before, and learn no more.
    mutating func recall(_ group: UInt32, key words: [UInt64]) {
        guard let known = baseline[words] else { return }
        groups[group].start = .min
        for var value in known {
            value.since = .min
            value.latest = groups[group].latest
            restore(value, of: group)
        }
    }
}
