internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

/// Correlates the matches of a stream while it comes, and writes what they mean at once.
///
/// The time of events goes on with the latest of them, as far behind it as lateness is allowed. A
/// match that is not after the time that was reached is late and takes no part.
final class CorrelationStream: CorrelationStage {
    let plan: CorrelationPlan
    let correlator: Correlator
    private let allowedLateness: Int64
    private let waitingByteLimit: Int
    private let signals: any Sink
    private let executor: ThreadExecutor
    private var inputs: [String: Int] = [:]
    /// Matches after the time that was reached, and about how much memory they take.
    private var waiting: [MatchRecord] = []
    private var waitingByteCount = 0
    /// The latest time of a match or of a chunk's last event.
    private var latest: Int64?
    /// The time that was reached.
    private var reached = Int64.min
    private var late: LateMatches
    private(set) var signalCounts: [LevelCounts]

    init(
        _ ruleSet: RuleSet,
        allowedLateness: Int64,
        options: PipelineOptions,
        signals: any Sink
    ) {
        LargeBlocks.areReturned()
        self.allowedLateness = allowedLateness
        self.signals = signals
        waitingByteLimit = options.correlation.sortByteLimit
        plan = CorrelationPlan(ruleSet)
        correlator = Correlator(plan, options: options.correlation.correlator)
        late = LateMatches(signals: signals)
        executor = ThreadExecutor(threadCount: options.threadCount)
        let count = ruleSet.rules.count + ruleSet.correlations.count
        signalCounts = Array(repeating: LevelCounts(), count: count)
    }

    var statistics: CorrelationStatistics { correlator.statistics }
    var lateCount: Int { late.count }

    /// To learn, all of the input must be in order.
    var baseline: Baseline? { nil }

    var progress: CorrelationProgress? {
        var progress = CorrelationProgress()
        progress.reached = reached == .min ? nil : reached
        progress.latest = latest
        progress.waiting = waiting
        return progress
    }

    func resume(_ progress: CorrelationProgress) {
        for (number, name) in correlator.inputNames.enumerated() { inputs[name] = number }
        reached = progress.reached ?? .min
        latest = progress.latest
        waiting = progress.waiting
        waitingByteCount = waiting.reduce(0) { $0 + $1.heldByteCount }
    }

    func take(_ matches: [MatchRecord], of names: [String]) throws(PipelineError) {
        guard !matches.isEmpty else { return }
        let numbers = names.map(number)
        for var match in matches {
            match.place.input = numbers[match.place.input]
            guard match.time > reached else {
                try late.pass(match, counting: &signalCounts)
                continue
            }
            latest = max(latest ?? match.time, match.time)
            waitingByteCount += match.heldByteCount
            waiting.append(match)
        }
    }

    func endChunk(at time: Int64?) throws(PipelineError) {
        if let time { latest = max(latest ?? time, time) }
        guard let latest else { return }
        let (mark, overflow) = latest.subtractingReportingOverflow(allowedLateness)
        if !overflow, mark > reached { try advance(to: mark) }
        if waitingByteCount > waitingByteLimit {
            // Who cannot wait for all goes on with the earlier half.
            waiting.sort(by: MatchRecord.isInOrder)
            try advance(to: waiting[waiting.count / 2].time)
        }
    }

    func endInput(at time: Int64) {
        latest = max(latest ?? time, time)
    }

    func finish(
        isContinued: Bool,
        isCancelled: () -> Bool
    ) throws(PipelineError) -> Bool {
        guard let latest else { return true }
        var last = RecordSorter<CorrelationSignal>(byteLimit: waitingByteLimit)
        let keep = { (signals: [CorrelationSignal]) throws(PipelineError) in
            for signal in signals { try last.add(signal) }
        }
        if isContinued {
            // What waits, waits for the next run.
            try correlator.pause(at: reached, on: executor, emit: keep)
        } else {
            try advance(to: max(latest, reached))
            try correlator.finish(at: max(latest, reached), on: executor, emit: keep)
        }
        try last.write(to: signals, counting: &signalCounts)
        return true
    }

    private func advance(to time: Int64) throws(PipelineError) {
        waiting.sort(by: MatchRecord.isInOrder)
        let end = waiting.firstIndex { $0.time > time } ?? waiting.endIndex
        let due = Array(waiting[..<end])
        waiting.removeSubrange(..<end)
        waitingByteCount = waiting.reduce(0) { $0 + $1.heldByteCount }
        reached = time
        correlator.advance(due, to: time, on: executor)
        try writeSignals()
    }

    private func writeSignals() throws(PipelineError) {
        var lines: [UInt8] = []
        for signal in correlator.takeSignals() {
            signalCounts[signal.ordinal][signal.level] += 1
            lines += signal.line
        }
        if !lines.isEmpty { try signals.write(lines.span) }
    }

    private func number(of name: String) -> Int {
        if let number = inputs[name] { return number }
        let number = inputs.count
        inputs[name] = number
        correlator.inputNames.append(name)
        return number
    }
}
