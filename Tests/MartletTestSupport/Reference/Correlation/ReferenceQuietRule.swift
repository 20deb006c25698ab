internal import MartletEngine
internal import MartletRules

/// A detection rule whose matches become fewer signals.
struct ReferenceQuietRule {
    let ordinal: Int
    let rule: Rule
    let quieting: Quieting

    func signals(of matches: [ReferenceMatch]) -> [ReferenceSignal] {
        var groups: [[FieldValue]: [ReferenceMatch]] = [:]
        for match in matches.sorted(by: ReferenceMatch.isInOrder) {
            let factors = quieting.groupBy.map { field in
                let values = match.values(of: field)
                return values.isEmpty ? [.missing] : values
            }
            let named = ReferenceCondition.product(factors)
            for group in named.prefix(ReferenceCondition.productLimit) {
                groups[group, default: []].append(match)
            }
        }
        return groups.flatMap { group, matches in
            episodes(of: matches).map { signal(of: $0, group: group) }
        }
    }

    /// The matches, put together as signals.
    private func episodes(of matches: [ReferenceMatch]) -> [[ReferenceMatch]] {
        var episodes: [[ReferenceMatch]] = []
        for match in matches {
            let latest = episodes.last ?? []
            let limit = Int128(quieting.episode.maximumDuration ?? .max)
            if let first = latest.first, let last = latest.last,
                Int128(match.time) - Int128(last.time) <= Int128(quieting.episode.keepAlive),
                Int128(match.time) - Int128(first.time) <= limit
            {
                episodes[episodes.count - 1].append(match)
            } else {
                episodes.append([match])
            }
        }
        return episodes
    }

    private func signal(of episode: [ReferenceMatch], group: [FieldValue]) -> ReferenceSignal {
        let window = quieting.episode.keepAlive
        let count = episode.indices.count { index in
            !episode[..<index].contains { earlier in
                earlier.key == episode[index].key
                    && episode[index].time - earlier.time <= window
            }
        }
        let held = rule.severityCases.first { severity in
            guard case .count(let thresholds) = severity.requirement else { return false }
            return ReferenceQuantity.whole(Int128(count)).satisfies(thresholds)
        }
        return ReferenceSignal(
            ordinal: ordinal,
            group: group,
            time: episode[0].time,
            count: count,
            first: episode[0].time,
            last: episode[episode.count - 1].time,
            source: episode[0].record.place,
            level: held?.level ?? rule.level
        )
    }
}
