package import MartletCorrelation
package import MartletEngine
package import MartletRules

/// Correlates matches with the engine, cut into pieces as a seed says.
package struct CorrelatorRun {
    /// In the order in which they are written.
    package private(set) var signals: [CorrelationSignal] = []
    package private(set) var statistics: CorrelationStatistics
    /// The state at each restart.
    package private(set) var states: [[UInt8]] = []

    /// Correlates matches in any order.
    ///
    /// - Parameters:
    ///   - ruleSet: the rules, of which the matches are.
    ///   - records: the matches.
    ///   - inputs: the names of the inputs, by number.
    ///   - end: when the input ends, if that is later than all matches.
    ///   - seed: where the matches are cut and when signals are taken, which must not matter.
    ///   - restarts: whether the correlator is now and then another one that goes on with its state.
    ///   - executor: who does the work.
    package init(
        _ ruleSet: RuleSet,
        _ records: [MatchRecord],
        inputs: [String],
        end: Int64,
        seed: UInt64,
        restarts: Bool = false,
        on executor: some ShardExecutor
    ) {
        var random = RandomSource(seed: seed)
        let ordered = records.sorted(by: MatchRecord.isInOrder)
        let end = max(end, ordered.last?.time ?? end)
        // Memory is looked at more often when there is less of it; this is enough all the same.
        let options = Correlator.Options(stateByteLimit: random.oneIn(2) ? 1 << 20 : 256 << 20)
        let plan = CorrelationPlan(ruleSet)
        var correlator = Correlator(plan, options: options)
        correlator.inputNames = inputs
        statistics = CorrelationStatistics(
            ruleCount: ruleSet.rules.count,
            correlationCount: ruleSet.correlations.count
        )
        var rest = ordered[...]
        while let first = rest.first {
            var piece = rest.prefix(1 + random.below(rest.count))
            let last = piece.last ?? first
            // An instant is not cut.
            piece = rest.prefix { $0.time <= last.time }
            rest = rest.dropFirst(piece.count)
            // Every match up to here has been given.
            let limit = rest.first.map { $0.time - 1 } ?? end
            let time = random.oneIn(2) ? last.time : limit
            correlator.advance(Array(piece), to: time, on: executor)
            if random.oneIn(4) { correlator.advance([], to: limit, on: executor) }
            if random.oneIn(3) { signals += correlator.takeSignals() }
            guard restarts, random.oneIn(2) else { continue }
            signals += correlator.takeSignals()
            statistics.add(correlator.statistics)
            let state = correlator.state
            states.append(state)
            correlator = Correlator(plan, options: options)
            correlator.inputNames = inputs
            var reader = RecordReader(state[...])
            guard (try? correlator.restoreState(from: &reader, decidedAt: time)) != nil else {
                break
            }
        }
        correlator.finish(at: end, on: executor) { signals += $0 }
        signals.sort(by: CorrelationSignal.isInOrder)
        statistics.add(correlator.statistics)
    }
}

extension Correlator {
    /// All that is known of groups.
    package var state: [UInt8] {
        var bytes: [UInt8] = []
        encodeState { bytes += $0 }
        return bytes
    }
}
