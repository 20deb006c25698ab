internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

/// Puts all matches of the input in the order of time, then correlates them.
///
/// Neither the order of the input nor where it is cut into files shows in the signals.
final class CorrelationBatch: CorrelationStage {
    let plan: CorrelationPlan
    let correlator: Correlator
    private let sortByteLimit: Int
    /// Matches are given to the correlator in pieces of about this many bytes, cut between instants;
    /// only an instant of twice as many is cut itself.
    private let pieceByteLimit: Int
    private let signals: any Sink
    private let executor: ThreadExecutor
    private var inputs = InputNumbers()
    private var matches: RecordSorter<MatchRecord>
    /// The latest time of a match, or of an input's last event.
    private var end: Int64?
    /// The time that an earlier run has reached, then this one.
    private var reached: Int64?
    /// The inputs that an earlier run has met.
    private var knownNames: [String] = []
    private var isFinished = false
    /// The rules, if it is wanted what they have learnt.
    private let learntRules: RuleSet?
    private(set) var baseline: Baseline?
    private var late: LateMatches
    private(set) var signalCounts: [LevelCounts]

    init(
        _ ruleSet: RuleSet,
        options: PipelineOptions,
        signals: any Sink
    ) {
        LargeBlocks.areReturned()
        sortByteLimit = options.correlation.sortByteLimit
        pieceByteLimit = sortByteLimit / 4
        self.signals = signals
        plan = CorrelationPlan(ruleSet)
        correlator = Correlator(plan, options: options.correlation.correlator)
        learntRules = options.correlation.learnsBaseline ? ruleSet : nil
        late = LateMatches(signals: signals)
        executor = ThreadExecutor(threadCount: options.threadCount)
        matches = RecordSorter(byteLimit: sortByteLimit)
        let count = ruleSet.rules.count + ruleSet.correlations.count
        signalCounts = Array(repeating: LevelCounts(), count: count)
    }

    var statistics: CorrelationStatistics { correlator.statistics }
    /// What is not behind the time that an earlier run has reached.
    var lateCount: Int { late.count }

    var progress: CorrelationProgress? {
        guard isFinished else { return nil }
        var progress = CorrelationProgress()
        progress.reached = reached
        progress.latest = reached
        return progress
    }

    func resume(_ progress: CorrelationProgress) throws(PipelineError) {
        knownNames = correlator.inputNames
        try take(progress.waiting, of: knownNames)
        reached = progress.reached
        end = progress.latest
    }

    func take(_ found: [MatchRecord], of names: [String]) throws(PipelineError) {
        let numbers = names.map { inputs.number(of: $0) }
        for var match in found {
            if let reached, match.time <= reached {
                try late.pass(match, counting: &signalCounts)
                continue
            }
            match.place.input = numbers[match.place.input]
            end = max(end ?? match.time, match.time)
            try matches.add(match)
        }
    }

    func endChunk(at time: Int64?) {}

    func endInput(at time: Int64) {
        end = max(end ?? time, time)
    }

    func finish(
        isContinued: Bool,
        isCancelled: () -> Bool
    ) throws(PipelineError) -> Bool {
        guard var end else {
            isFinished = true
            return true
        }
        let (names, ranks) = inputs.ranked(behind: knownNames)
        correlator.inputNames = names
        var sorted = try matches.finish()
        var decided = RecordSorter<CorrelationSignal>(byteLimit: sortByteLimit)
        var piece: [MatchRecord] = []
        var pieceByteCount = 0
        var isComplete = true
        while var match = try sorted.next() {
            match.place.input = ranks[match.place.input] ?? 0
            if pieceByteCount >= pieceByteLimit, let last = piece.last?.time,
                last < match.time || pieceByteCount >= 2 * pieceByteLimit
            {
                // An instant is decided once all of it was given.
                try advance(piece, to: last < match.time ? last : last - 1, into: &decided)
                piece.removeAll(keepingCapacity: true)
                pieceByteCount = 0
                if isCancelled() {
                    // What comes behind is not known: nothing closes there.
                    end = last
                    isComplete = false
                    break
                }
            }
            pieceByteCount += match.heldByteCount
            piece.append(match)
        }
        if let last = piece.last?.time { try advance(piece, to: last, into: &decided) }
        let keep = { (signals: [CorrelationSignal]) throws(PipelineError) in
            for signal in signals { try decided.add(signal) }
        }
        if let learntRules {
            try correlator.pause(at: end, on: executor, emit: keep)
            baseline = correlator.baseline(of: learntRules)
        }
        if isContinued {
            try correlator.pause(at: max(end, reached ?? end), on: executor, emit: keep)
        } else {
            try correlator.finish(at: end, on: executor, emit: keep)
        }
        try decided.write(to: signals, counting: &signalCounts)
        reached = max(end, reached ?? end)
        isFinished = isComplete
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
}
