internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

/// Takes matches in the order of the input, and writes what they mean together.
///
/// Where the input ends, all matches are put in the order of time first; of a stream that may have no
/// end they are waited for as long as is allowed.
final class CorrelationStage {
    /// Matches are given to the correlator in pieces of about this many.
    private static let pieceLimit = 16_384
    /// About how many bytes are written at a time.
    private static let blockByteCount = 1 << 18

    private let correlator: Correlator
    private let sortByteLimit: Int
    private let signals: any Sink
    private let executor: ThreadExecutor
    private var inputs = InputNumbers()
    private var matches: RecordSorter<MatchRecord>
    /// The latest time of a match, or of an input's last event.
    private var end: Int64?
    /// Signals for each rule by ordinal, and behind the rules for each correlation.
    private(set) var signalCounts: [LevelCounts]

    init(
        _ ruleSet: RuleSet,
        options: PipelineOptions,
        signals: any Sink
    ) {
        sortByteLimit = options.correlation.sortByteLimit
        self.signals = signals
        correlator = Correlator(
            CorrelationPlan(ruleSet),
            options: .init(stateByteLimit: options.correlation.stateByteLimit)
        )
        executor = ThreadExecutor(threadCount: options.threadCount)
        matches = RecordSorter(byteLimit: sortByteLimit)
        let count = ruleSet.rules.count + ruleSet.correlations.count
        signalCounts = Array(repeating: LevelCounts(), count: count)
    }

    var statistics: CorrelationStatistics { correlator.statistics }

    /// Takes the matches of a chunk.
    ///
    /// - Parameters:
    ///   - found: the matches; their inputs are indices of `names`.
    ///   - names: what the inputs are called.
    func take(_ found: [MatchRecord], of names: [String]) throws(PipelineError) {
        let numbers = names.map { inputs.number(of: $0) }
        for var match in found {
            match.place.input = numbers[match.place.input]
            end = max(end ?? match.time, match.time)
            try matches.add(match)
        }
    }

    /// Notes the time of the last event of an input.
    func endInput(at time: Int64) {
        end = max(end ?? time, time)
    }

    /// Correlates what was taken, and writes the signals.
    ///
    /// - Parameter isCancelled: asked now and then; what is not correlated by then is left out.
    /// - Returns: whether all was correlated.
    func finish(isCancelled: () -> Bool) throws(PipelineError) -> Bool {
        guard let end else { return true }
        let (names, ranks) = inputs.ranked()
        correlator.inputNames = names
        var sorted = try matches.finish()
        var decided = RecordSorter<CorrelationSignal>(byteLimit: sortByteLimit)
        var piece: [MatchRecord] = []
        var isComplete = true
        while var match = try sorted.next() {
            match.place.input = ranks[match.place.input] ?? 0
            if piece.count >= CorrelationStage.pieceLimit, let last = piece.last?.time,
                last < match.time
            {
                try advance(piece, to: last, into: &decided)
                piece.removeAll(keepingCapacity: true)
                if isCancelled() {
                    isComplete = false
                    break
                }
            }
            piece.append(match)
        }
        if let last = piece.last?.time { try advance(piece, to: last, into: &decided) }
        correlator.finish(at: end, on: executor)
        for signal in correlator.takeSignals() { try decided.add(signal) }
        try write(&decided)
        return isComplete
    }

    private func advance(
        _ piece: [MatchRecord],
        to time: Int64,
        into decided: inout RecordSorter<CorrelationSignal>
    ) throws(PipelineError) {
        correlator.advance(piece, to: time, on: executor)
        for signal in correlator.takeSignals() { try decided.add(signal) }
    }

    private func write(
        _ decided: inout RecordSorter<CorrelationSignal>
    ) throws(PipelineError) {
        var sorted = try decided.finish()
        var block: [UInt8] = []
        while let signal = try sorted.next() {
            signalCounts[signal.ordinal][signal.level] += 1
            block += signal.line
            if block.count >= CorrelationStage.blockByteCount {
                try signals.write(block.span)
                block.removeAll(keepingCapacity: true)
            }
        }
        if !block.isEmpty { try signals.write(block.span) }
    }
}
