internal import MartletCorrelation
internal import MartletEngine

/// Takes matches in the order of the input, and writes what they mean together.
///
/// Driven by one thread at a time.
protocol CorrelationStage: AnyObject {
    var plan: CorrelationPlan { get }
    var correlator: Correlator { get }
    /// How far it has come; `nil` while it is in the midst of something.
    var progress: CorrelationProgress? { get }
    /// What became of the matches so far.
    var statistics: CorrelationStatistics { get }
    /// Signals for each rule by ordinal, and behind the rules for each correlation.
    var signalCounts: [LevelCounts] { get }
    /// Matches that came too late.
    var lateCount: Int { get }

    /// What `new_value` correlations know in the end, if that is wanted.
    var baseline: Baseline? { get }

    /// Goes on where another run has come to, whose groups the correlator has taken up.
    func resume(_ progress: CorrelationProgress) throws(PipelineError)

    /// Takes the matches of a chunk.
    ///
    /// - Parameters:
    ///   - matches: their inputs are indices of `names`.
    ///   - names: what the inputs are called.
    /// - Throws: when signals or a temporary file cannot be written.
    func take(_ matches: [MatchRecord], of names: [String]) throws(PipelineError)

    /// Notes that a chunk's matches were taken, and the time of its last event.
    func endChunk(at time: Int64?) throws(PipelineError)

    /// Notes the time of the last event of an input.
    func endInput(at time: Int64)

    /// Correlates what was taken and writes the rest of the signals. If another run goes on from
    /// there, what may still change stays undecided.
    ///
    /// - Parameters:
    ///   - isContinued: whether another run goes on with what this one knows.
    ///   - isCancelled: asked now and then; what is not correlated by then is left out.
    /// - Returns: whether all was correlated.
    /// - Throws: when signals or a temporary file cannot be written.
    func finish(
        isContinued: Bool,
        isCancelled: () -> Bool
    ) throws(PipelineError) -> Bool
}
