internal import Glibc
internal import MartletEngine

/// Writes the results of chunks, handed to it in order, and adds up what they say.
struct ResultWriter {
    private let inputs: [Input]
    private let channels: RunChannels
    private let destination: MatchDestination
    /// What the results come from, if it goes on behind the run.
    private let feed: LiveFeed?

    private(set) var metrics: PipelineMetrics
    /// Tells what no rule saw, if that is wanted.
    private var flaws: FlawReporter?
    private(set) var malformedLines: [PipelineOutcome.MalformedLine] = []
    /// What failed while reading, in input order, once an input: its other ranges fail as well.
    private(set) var inputErrors: [PipelineError] = []

    /// The input whose chunks are being written, and where it stands among the inputs.
    private var current: InputTally
    private var input = 0
    /// The number of its origin, where inputs come side by side, and the others by theirs.
    private var origin: Int?
    private var others: [Int: InputTally] = [:]
    /// Whom to tell of what is written, since when.
    private var receipts: [Receipt] = []
    private var receiptsSince: ContinuousClock.Instant?
    /// Until when a run that is to rest waits for outputs.
    private var restDeadline: ContinuousClock.Instant?
    private var nextPublication = ContinuousClock.now
    /// Signals with their line numbers put in; reused.
    private var scratch: [UInt8] = []

    /// Who waits for a receipt waits no longer than this for others to share the work of it.
    private static let receiptDelay = Duration.milliseconds(20)
    /// How long the state waits for outputs to be done with what it implies.
    private static let settlingTime = Duration.seconds(5)

    init(
        inputs: [Input],
        channels: RunChannels,
        metrics: PipelineMetrics,
        destination: MatchDestination,
        flaws: FlawReporter? = nil,
        feed: LiveFeed? = nil
    ) {
        self.flaws = flaws
        self.feed = feed
        receipts = feed?.takeReceipts() ?? []
        receiptsSince = receipts.isEmpty ? nil : .now
        self.inputs = inputs
        self.channels = channels
        self.metrics = metrics
        self.destination = destination
        current = InputTally(inputs.first?.name ?? "")
    }

    /// Writes one chunk's result.
    mutating func write(_ result: ChunkResult, at position: ChunkPosition) throws(PipelineError) {
        var result = result
        select(result.origin, at: position)
        begin(result.extent)
        try writeSignals(of: result.report)
        try takeMatches(of: &result.report)
        if let deadLetters = channels.deadLetters {
            if !result.report.malformedBytes.isEmpty {
                try deadLetters.write(result.report.malformedBytes.span)
            }
            if let line = result.longLine, let original = line.original {
                try copy(line, from: original, to: deadLetters)
            }
        }
        flaws?.add(result.flaws, of: current.name, lineBase: current.lineBase)
        try writeFlaws()
        if let error = result.error { addError(error) }
        count(result)
        current.lineBase += result.report.lineCount
        try end(result.extent)
        if result.endsOrigin { endInput() }
        publish()
        if let timing = result.timing {
            channels.progress.finish(timing, lastEventTime: result.report.lastEventTime)
        }
        if let receipt = result.receipt { try add(receipt) }
    }

    /// Lets others see the counts, once a second.
    private mutating func publish() {
        guard channels.publishes, nextPublication <= .now else { return }
        nextPublication = .now + .seconds(1)
        var metrics = metrics
        if let stage = destination.stage {
            for (ordinal, counts) in stage.signalCounts.enumerated() {
                metrics.signalCounts[ordinal] += counts
            }
        }
        let load = destination.stage.map { CorrelationLoad($0) }
        channels.progress.publish(.init(metrics: metrics, correlation: load))
    }

    /// Goes on with the input that a result is of.
    private mutating func select(_ next: ChunkOrigin?, at position: ChunkPosition) {
        if let next {
            guard next.number != origin else { return }
            if let origin { others[origin] = current }
            origin = next.number
            current = others.removeValue(forKey: next.number) ?? InputTally(next.name)
        } else if position.input != input {
            endInput()
            input = position.input
            current = InputTally(inputs[input].name)
        }
    }

    private mutating func begin(_ extent: ReadExtent) {
        if let opening = extent.opening {
            current.opening = opening
            current.position = opening.start
        }
        current.lineBase += extent.skippedLineCount
    }

    /// Notes how far the input is read, and that it is written what came of it.
    private mutating func end(_ extent: ReadExtent) throws(PipelineError) {
        guard let state = channels.state else { return }
        if let opening = current.opening, var position = current.position, let end = extent.end,
            end >= position.offset
        {
            position.offset = end
            position.lineCount = current.lineBase - (extent.isUnfinished ? 1 : 0)
            position.tail = extent.tail ?? position.tail
            current.hasTail = extent.tail != nil
            current.position = position
            state.positions.set(position, of: opening)
        }
        guard state.isDue else { return }
        // While an output is down, the state stays as it was: what it implies is not delivered.
        guard try channels.settle(until: .now + ResultWriter.settlingTime) else {
            return state.postpone()
        }
        try saveState(state)
    }

    private mutating func saveState(_ state: RunState) throws(PipelineError) {
        notePosition(of: current)
        for other in others.values { notePosition(of: other) }
        try state.saveInTime(destination.stage, behind: channels.sinks)
    }

    /// Notes how far an input is read for good, so that it is known again.
    private func notePosition(of input: InputTally) {
        guard let state = channels.state, let opening = input.opening, var position = input.position
        else { return }
        if !input.hasTail { position.tail = opening.tail(before: position.offset) }
        state.positions.set(position, of: opening)
    }

    private mutating func writeSignals(of report: borrowing ChunkReport) throws(PipelineError) {
        guard !report.signals.isEmpty else { return }
        guard !report.lineFixups.isEmpty else {
            try channels.signals.write(report.signals.span)
            return
        }
        scratch.removeAll(keepingCapacity: true)
        // SAFETY: fixups stand in order inside of the signals, which do not change meanwhile.
        unsafe report.signals.withUnsafeBufferPointer { bytes in
            var index = 0
            for fixup in report.lineFixups {
                unsafe scratch.append(
                    contentsOf: UnsafeBufferPointer(rebasing: bytes[index..<fixup.index])
                )
                scratch.append(contentsOf: String(current.lineBase + fixup.line + 1).utf8)
                index = fixup.index
            }
            unsafe scratch.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[index...]))
        }
        try channels.signals.write(scratch.span)
    }

    /// Tells what no rule saw, if that is due, or all there is to tell.
    private mutating func writeFlaws(all: Bool = false) throws(PipelineError) {
        guard let lines = flaws?.take(all: all), !lines.isEmpty else { return }
        metrics.flawSignalCounts = flaws?.counts ?? [:]
        try channels.signals.write(lines.span)
    }

    /// Hands matches over to be correlated, or writes them.
    private mutating func takeMatches(of report: inout ChunkReport) throws(PipelineError) {
        if report.isOfMatches {
            if let time = report.lastEventTime { destination.endInput(at: time) }
        } else if report.eventCount > 0 {
            current.lastEventTime = report.lastEventTime
        }
        let matches = report.takeMatches(input: 0, lineBase: current.lineBase)
        let names = report.isOfMatches ? report.matchInputs : [current.name]
        try destination.take(matches, of: names, endingAt: report.lastEventTime)
    }

    /// Notes where the input ends whose chunks were written.
    private mutating func endInput() {
        if let time = current.lastEventTime { destination.endInput(at: time) }
        notePosition(of: current)
        if let opening = current.opening { channels.state?.positions.end(opening) }
        current = InputTally("")
        origin = nil
    }

    /// Writes what is to be said at the end of all inputs.
    mutating func finish() throws(PipelineError) {
        endInput()
        for number in others.keys.sorted() {
            current = others[number] ?? current
            endInput()
        }
        others = [:]
        try writeFlaws(all: true)
        try destination.finish(noTimeCount: metrics.noTimeCount)
    }

    // MARK: - Receipts

    /// Takes a receipt, and gives those that waited long enough.
    private mutating func add(_ receipt: Receipt) throws(PipelineError) {
        receipts.append(receipt)
        let since = receiptsSince ?? .now
        receiptsSince = since
        if since + ResultWriter.receiptDelay < .now { try giveReceipts() }
    }

    /// Tells all who wait that what they gave is dealt with: its signals are written, and what
    /// correlations know of it is kept, if anything is.
    ///
    /// A run that is to rest leaves it to the next one if outputs are not done in time.
    mutating func giveReceipts() throws(PipelineError) {
        guard !receipts.isEmpty, try isSettled() else { return }
        if let state = channels.state, state.isKept {
            try saveState(state)
        } else if channels.isDurable {
            for sink in channels.sinks { try sink.synchronize() }
        }
        let batches = receipts.compactMap { receipt -> UInt64? in
            if case .batch(let number) = receipt { number } else { nil }
        }
        try channels.acknowledgements?.write(batches)
        for case .delivery(let queue, let number, let outcome) in receipts {
            queue.finish(number, outcome)
        }
        receipts.removeAll(keepingCapacity: true)
        receiptsSince = nil
    }

    /// Waits until outputs are done with what they were given; whether they are.
    private mutating func isSettled() throws(PipelineError) -> Bool {
        guard let feed else { return try channels.settle(until: nil) }
        while !feed.isPaused {
            if try channels.settle(until: .now + .seconds(1)) { return true }
            usleep(20_000)
        }
        let deadline = restDeadline ?? .now + ResultWriter.settlingTime
        restDeadline = deadline
        return try channels.settle(until: deadline)
    }

    /// Leaves receipts that are not given to the next run.
    mutating func leaveReceipts() {
        feed?.keep(receipts)
        receipts = []
    }

    /// Tells of what was written before an output failed.
    ///
    /// Not where state is kept: it would be ahead of what is written.
    mutating func fail() {
        guard channels.state?.isKept != true,
            (try? channels.settle(until: .now + ResultWriter.settlingTime)) == true
        else { return }
        try? giveReceipts()
    }

    // MARK: - Lines that exceed the limit

    /// Copies a line that was too long to be kept.
    private mutating func copy(
        _ line: LongLine,
        from original: LongLineOriginal,
        to sink: any Sink
    ) throws(PipelineError) {
        var copied = 0
        while copied < line.length {
            let bytes: [UInt8]
            do throws(PipelineError) {
                bytes = try original.read(at: copied, count: min(256 << 10, line.length - copied))
            } catch {
                addError(error)
                break
            }
            // A file that became shorter was reported when the line was measured.
            if bytes.isEmpty { break }
            try sink.write(bytes.span)
            copied += bytes.count
        }
        try sink.write([LineFeed.byte].span)
    }

    private mutating func addError(_ error: PipelineError) {
        if !current.hasFailed { inputErrors.append(error) }
        current.hasFailed = true
    }

    private mutating func count(_ result: ChunkResult) {
        let report = result.report
        metrics.lineCount += report.lineCount
        metrics.eventCount += report.eventCount
        metrics.add(sourceCounts: report.sourceCounts)
        metrics.unreadableCount += report.unreadableCount
        metrics.curtailedCount += report.curtailedCount
        metrics.malformedCount += report.malformedCount
        metrics.scannedByteCount += result.scannedByteCount
        metrics.inputByteCount += result.inputByteCount
        var signalCount = 0
        metrics.noTimeCount += report.noTimeCount
        metrics.endCount += report.endCount
        for rule in report.ruleCounts { metrics.matchCounts[rule.rule] += rule.count }
        for rule in report.signalCounts {
            metrics.signalCounts[rule.rule][rule.level] += rule.count
            signalCount += rule.count
        }
        for rule in report.hiddenCounts { metrics.hiddenCounts[rule.rule] += rule.count }
        for filter in report.filterCounts { metrics.filterCounts[filter.filter] += filter.count }
        for line in report.malformedLines {
            guard malformedLines.count < PipelineOutcome.malformedLineLimit else { break }
            malformedLines.append(
                PipelineOutcome.MalformedLine(
                    file: current.name,
                    line: current.lineBase + line.line + 1,
                    offset: line.offset,
                    length: line.length,
                    failure: line.failure,
                    position: line.position
                )
            )
        }
        channels.progress.add(
            events: report.eventCount,
            signals: signalCount,
            malformed: report.malformedCount
        )
    }
}
