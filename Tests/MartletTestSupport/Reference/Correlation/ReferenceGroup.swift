internal import MartletEngine
internal import MartletRules

/// The matches of one group of a correlation, and what they come to.
struct ReferenceGroup {
    private let correlation: Correlation
    private let ordinal: Int
    private let values: [FieldValue]
    /// In the order of evidence.
    private let matches: [ReferenceMatch]
    private let end: Int128
    private let condition: ReferenceCondition
    private let windows: ReferenceWindows
    private(set) var firings: [ReferenceFiring] = []
    /// What the end of the input left open.
    private(set) var undecidedCount = 0

    init(
        correlation: Correlation,
        ordinal: Int,
        values: [FieldValue],
        matches: [ReferenceMatch],
        end: Int64
    ) {
        self.correlation = correlation
        self.ordinal = ordinal
        self.values = values
        self.matches = matches
        self.end = Int128(end)
        self.condition = ReferenceCondition(correlation: correlation)
        self.windows = ReferenceWindows(correlation, matches)
        switch correlation.kind {
        case .newValue(let names, let learning): addNewValues(of: names, learning)
        case .absence: addAbsences()
        default:
            if condition.isDecidedAtInstants { decideInstants() } else { decideWindows() }
        }
    }

    private mutating func decideInstants() {
        for instant in windows.instants {
            let window = windows.window(at: instant)
            let (holds, value) = condition.outcome(of: window)
            if holds { firings.append(.init(time: instant, window: window, value: value)) }
        }
    }

    private mutating func decideWindows() {
        for window in windows.closed {
            guard window.closes <= end else {
                undecidedCount += 1
                continue
            }
            let (holds, value) = condition.outcome(of: window.matches)
            guard holds else { continue }
            let time = Int64(window.closes)
            firings.append(.init(time: time, window: window.matches, value: value))
        }
    }

    private mutating func addNewValues(
        of names: [FieldPath],
        _ learning: Correlation.Learning
    ) {
        for instant in windows.instants {
            // The group's first match since it was last forgotten.
            var beginning = instant
            for earlier in windows.instants.reversed() where earlier < instant {
                if let forget = learning.forget,
                    Int128(beginning) - Int128(earlier) > Int128(forget)
                {
                    break
                }
                beginning = earlier
            }
            guard Int128(instant) - Int128(beginning) >= Int128(learning.learn) else { continue }
            let known = matches.filter { match in
                match.time < instant
                    && learning.forget.map { Int128(match.time) >= Int128(instant) - Int128($0) }
                        ?? true
            }
            let knownTuples = Set(known.flatMap { condition.tuples(of: names, in: $0) })
            let bringing = matches.filter { match in
                match.time == instant
                    && !knownTuples.isSuperset(of: condition.tuples(of: names, in: match))
            }
            guard !bringing.isEmpty else { continue }
            let found = Set(bringing.flatMap { condition.tuples(of: names, in: $0) })
            firings.append(
                ReferenceFiring(
                    time: instant,
                    window: bringing,
                    newValues: found.subtracting(knownTuples).sorted {
                        $0.lexicographicallyPrecedes($1)
                    }
                )
            )
        }
    }

    /// The first rule's matches that none of the second follows.
    private mutating func addAbsences() {
        for instant in Set(counted.map(\.time)).sorted() {
            let deadline = Int128(instant) + Int128(correlation.timespan)
            let isFollowed = matches.contains { match in
                match.target == correlation.references[1].target && match.time >= instant
                    && Int128(match.time) <= deadline
            }
            if isFollowed { continue }
            guard deadline <= end else {
                undecidedCount += 1
                continue
            }
            let window = counted.filter { $0.time == instant }
            firings.append(ReferenceFiring(time: Int64(deadline), window: window))
        }
    }

    /// The matches that a signal's count is about.
    private var counted: [ReferenceMatch] {
        guard correlation.kind == .absence else { return matches }
        return matches.filter { $0.target == correlation.references[0].target }
    }
}

// MARK: - Episodes

extension ReferenceGroup {
    /// The firings, put together as signals.
    var episodes: [ReferenceEpisode] {
        var episodes: [ReferenceEpisode] = []
        for firing in firings {
            guard let latest = episodes.last, !isAlone,
                Int128(firing.time) - Int128(latest.firings[latest.firings.count - 1].time)
                    <= Int128(correlation.episode.keepAlive)
            else {
                episodes.append(ReferenceEpisode(firings: [firing]))
                continue
            }
            if let limit = correlation.episode.maximumDuration,
                Int128(firing.time) - Int128(latest.opening.time) > Int128(limit)
            {
                episodes.append(
                    ReferenceEpisode(
                        firings: [firing],
                        cut: latest.last,
                        toldBefore: latest.told
                    )
                )
            } else {
                episodes[episodes.count - 1].firings.append(firing)
            }
        }
        return episodes
    }

    /// Whether every firing is a signal.
    private var isAlone: Bool {
        if case .newValue = correlation.kind { return true }
        return correlation.episode.everyEvent
    }

    func signal(of episode: ReferenceEpisode) -> ReferenceSignal {
        var signal = ReferenceSignal(
            ordinal: ordinal,
            group: values,
            time: episode.opening.time,
            value: episode.opening.value,
            newValues: episode.opening.newValues,
            count: count(of: episode),
            first: episode.first,
            last: episode.last,
            evidence: evidence(of: episode.opening.window),
            source: episode.opening.completing.record.place,
            level: correlation.level
        )
        let held = correlation.severityCases.first {
            holds($0.requirement, of: episode, signal.count)
        }
        if let held { signal.level = held.level }
        return signal
    }

    private func count(of episode: ReferenceEpisode) -> Int {
        if case .newValue = correlation.kind { return episode.opening.window.count }
        let range = episode.first...episode.last
        return counted.count { match in
            range.contains(match.time) && !isRepeated(match, since: episode.told)
        }
    }

    /// Whether an earlier match in its window, and no earlier than a time, has the key of a match,
    /// where keys matter.
    private func isRepeated(_ match: ReferenceMatch, since told: Int64) -> Bool {
        switch correlation.kind {
        case .temporal, .temporalOrdered, .newValue, .absence: return false
        case .eventCount, .valueCount, .aggregate: break
        }
        let window =
            condition.isDecidedAtInstants
            ? windows.window(at: match.time)
            : windows.closed.first {
                $0.matches.contains { isSame($0, match) }
            }?.matches ?? []
        let earlier = window.prefix { !isSame($0, match) }
        return earlier.contains { $0.key == match.key && $0.time >= told }
    }

    private func isSame(_ left: ReferenceMatch, _ right: ReferenceMatch) -> Bool {
        !ReferenceMatch.isInOrder(left, right) && !ReferenceMatch.isInOrder(right, left)
    }

    private func evidence(of window: [ReferenceMatch]) -> [MatchRecord.Place] {
        let limit = max(1, 10 / correlation.references.count)
        let latest = correlation.references.flatMap { reference in
            window.filter { $0.target == reference.target }.suffix(limit)
        }
        var places: [MatchRecord.Place] = []
        for match in latest.sorted(by: ReferenceMatch.isInOrder)
        where !places.contains(match.record.place) {
            places.append(match.record.place)
        }
        return places
    }

    private func holds(
        _ requirement: SeverityCase.Requirement,
        of episode: ReferenceEpisode,
        _ count: Int
    ) -> Bool {
        switch requirement {
        case .condition: false
        case .count(let thresholds):
            ReferenceQuantity.whole(Int128(count)).satisfies(thresholds)
        case .value(let thresholds):
            episode.firings.contains { $0.value?.satisfies(thresholds) ?? false }
        }
    }
}
