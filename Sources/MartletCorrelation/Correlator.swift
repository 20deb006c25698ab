package import MartletEngine
internal import MartletRules

/// Turns matches in the order of time into the signals of correlations and quiet rules.
///
/// Driven by one thread, which lends its shards to an executor. What comes out does not depend on
/// how the matches are cut into pieces, nor on the threads of the executor.
package final class Correlator {
    package struct Options: Sendable {
        /// How much memory groups and their matches may take; beyond it the stalest are forgotten.
        package var stateByteLimit = 256 << 20
        /// Whether a signal is given when its episode opens, and again when it closes.
        package var isStreaming = false

        package init(stateByteLimit: Int = 256 << 20, isStreaming: Bool = false) {
            self.stateByteLimit = stateByteLimit
            self.isStreaming = isStreaming
        }
    }

    /// The names of the inputs by number, as signals show them; may grow.
    package var inputNames: [String] = []
    /// Counts for the summary.
    package private(set) var statistics: CorrelationStatistics

    package init(_ plan: CorrelationPlan, options: Options) {
        statistics = CorrelationStatistics(
            ruleCount: plan.ruleSet.rules.count,
            correlationCount: plan.ruleSet.correlations.count
        )
    }

    /// Takes the next matches, in the order of `MatchRecord.isInOrder`, none earlier than the
    /// matches before, and goes on to a time: every match up to and including it has been given.
    ///
    /// Windows that close by then are decided.
    package func advance(_ matches: [MatchRecord], to time: Int64, on executor: some ShardExecutor)
    {
        statistics.matches += matches.count
    }

    /// The input ends at this time: decides what closes by then, closes all episodes, counts what
    /// stays undecided.
    package func finish(at time: Int64, on executor: some ShardExecutor) {}

    /// What was decided since the last call, in the order of ``CorrelationSignal/isInOrder(_:_:)``.
    package func takeSignals() -> [CorrelationSignal] { [] }
}
