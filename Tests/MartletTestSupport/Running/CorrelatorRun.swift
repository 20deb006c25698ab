package import MartletCorrelation
package import MartletEngine
package import MartletRules

/// Correlates matches with the engine, cut into pieces as a seed says.
package struct CorrelatorRun {
    /// In the order in which they are written.
    package private(set) var signals: [CorrelationSignal] = []
    package let statistics: CorrelationStatistics

    /// Correlates matches in any order.
    ///
    /// - Parameters:
    ///   - ruleSet: the rules, of which the matches are.
    ///   - records: the matches.
    ///   - inputs: the names of the inputs, by number.
    ///   - end: when the input ends, if that is later than all matches.
    ///   - seed: where the matches are cut and when signals are taken, which must not matter.
    ///   - executor: who does the work.
    package init(
        _ ruleSet: RuleSet,
        _ records: [MatchRecord],
        inputs: [String],
        end: Int64,
        seed: UInt64,
        on executor: some ShardExecutor
    ) {
        var random = RandomSource(seed: seed)
        let ordered = records.sorted(by: MatchRecord.isInOrder)
        let end = max(end, ordered.last?.time ?? end)
        // Memory is looked at more often when there is less of it; this is enough all the same.
        let options = Correlator.Options(stateByteLimit: random.oneIn(2) ? 1 << 18 : 256 << 20)
        let correlator = Correlator(CorrelationPlan(ruleSet), options: options)
        correlator.inputNames = inputs
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
        }
        correlator.finish(at: end, on: executor)
        signals += correlator.takeSignals()
        signals.sort(by: CorrelationSignal.isInOrder)
        statistics = correlator.statistics
    }
}
