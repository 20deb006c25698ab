internal import MartletEngine

/// Writes the results of chunks, handed to it in order, and adds up what they say.
struct ResultWriter {
    private let signals: any Sink
    private let deadLetters: (any Sink)?
    private let progress: PipelineProgress
    private let inputs: [Input]
    private let destination: MatchDestination
    private let state: RunState?
    private let acknowledgements: Acknowledgements?

    private(set) var metrics: PipelineMetrics
    private(set) var malformedLines: [PipelineOutcome.MalformedLine] = []
    /// What failed while reading, in input order, once an input: its other ranges fail as well.
    private(set) var inputErrors: [PipelineError] = []

    /// The input whose chunks are being written, and how many lines of it were.
    private var input = 0
    private var lineBase = 0
    private var hasFailed = false
    /// When the last event so far of the input happened, if it says so.
    private var lastEventTime: Int64?
    /// How the input was begun, and how far it was read, if that is kept.
    private var opening: InputOpening?
    private var position: InputPosition?
    /// Signals with their line numbers put in; reused.
    private var scratch: [UInt8] = []

    init(
        inputs: [Input],
        signals: any Sink,
        deadLetters: (any Sink)?,
        progress: PipelineProgress,
        metrics: PipelineMetrics,
        destination: MatchDestination,
        state: RunState?,
        acknowledgements: Acknowledgements?
    ) {
        self.inputs = inputs
        self.metrics = metrics
        self.destination = destination
        self.state = state
        self.acknowledgements = acknowledgements
        self.signals = signals
        self.deadLetters = deadLetters
        self.progress = progress
    }

    /// Writes one chunk's result.
    mutating func write(_ result: ChunkResult, at position: ChunkPosition) throws(PipelineError) {
        var result = result
        if position.input != input {
            endInput()
            input = position.input
            lineBase = 0
            hasFailed = false
        }
        begin(result.extent)
        try writeSignals(of: result.report)
        try takeMatches(of: &result.report)
        if let deadLetters {
            if !result.report.malformedBytes.isEmpty {
                try deadLetters.write(result.report.malformedBytes.span)
            }
            if let line = result.longLine, let source = line.source {
                try copy(line, from: source, to: deadLetters)
            }
        }
        if let error = result.error { addError(error) }
        count(result)
        lineBase += result.report.lineCount
        try end(result.extent)
        if let batch = result.batch { try acknowledge(batch) }
    }

    /// Tells the feeder that a batch is done: its signals are written, and what correlations know of
    /// it is kept, if anything is.
    private mutating func acknowledge(_ batch: UInt64) throws(PipelineError) {
        if let state { try state.saveInTime(destination.stage, behind: outputs) }
        try acknowledgements?.write(batch, behind: outputs)
    }

    private mutating func begin(_ extent: ReadExtent) {
        if let opening = extent.opening {
            self.opening = opening
            position = opening.start
        }
        lineBase += extent.skippedLineCount
    }

    /// Notes how far the input is read, and that it is written what came of it.
    private mutating func end(_ extent: ReadExtent) throws(PipelineError) {
        guard let state else { return }
        if let opening, var position, let end = extent.end, end >= position.offset {
            position.offset = end
            position.lineCount = lineBase - (extent.isUnfinished ? 1 : 0)
            self.position = position
            state.positions.set(position, of: opening)
        }
        guard state.isDue else { return }
        notePosition()
        try state.saveInTime(destination.stage, behind: outputs)
    }

    /// Notes how far the input is read for good, so that it is known again.
    private mutating func notePosition() {
        guard let state, let opening, var position else { return }
        position.tail = opening.tail(before: position.offset)
        state.positions.set(position, of: opening)
    }

    private var outputs: [any Sink] { [signals, deadLetters].compactMap { $0 } }

    private mutating func writeSignals(of report: borrowing ChunkReport) throws(PipelineError) {
        guard !report.signals.isEmpty else { return }
        guard !report.lineFixups.isEmpty else {
            try signals.write(report.signals.span)
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
                scratch.append(contentsOf: String(lineBase + fixup.line + 1).utf8)
                index = fixup.index
            }
            unsafe scratch.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[index...]))
        }
        try signals.write(scratch.span)
    }

    /// Hands matches over to be correlated, or writes them.
    private mutating func takeMatches(of report: inout ChunkReport) throws(PipelineError) {
        if report.isOfMatches {
            if let time = report.lastEventTime { destination.endInput(at: time) }
        } else if report.eventCount > 0 {
            lastEventTime = report.lastEventTime
        }
        let matches = report.takeMatches(input: 0, lineBase: lineBase)
        let names = report.isOfMatches ? report.matchInputs : [inputs[input].name]
        try destination.take(matches, of: names, endingAt: report.lastEventTime)
    }

    /// Notes where the input ends whose chunks were written.
    mutating func endInput() {
        if let time = lastEventTime { destination.endInput(at: time) }
        lastEventTime = nil
        notePosition()
        state?.positions.end()
        opening = nil
        position = nil
    }

    /// Writes what is to be said at the end of all inputs.
    mutating func finish() throws(PipelineError) {
        endInput()
        try destination.finish(noTimeCount: metrics.noTimeCount)
    }

    /// Copies a line that was too long to be kept from its file.
    private mutating func copy(
        _ line: LongLine,
        from source: InputFile,
        to sink: any Sink
    ) throws(PipelineError) {
        let buffer = ChunkBuffer(capacity: 256 << 10)
        var copied = 0
        while copied < line.length {
            let wanted = min(buffer.capacity, line.length - copied)
            var count = 0
            do {
                // SAFETY: the buffer is local and of this size.
                count = try unsafe source.read(
                    at: line.offset + copied,
                    into: buffer.writable(0..<wanted)
                )
            } catch {
                addError(error)
            }
            // A file that became shorter was reported when the line was measured.
            if count == 0 { break }
            try unsafe sink.write(buffer.bytes(0..<count).span)
            copied += count
        }
        try sink.write([LineFeed.byte].span)
    }

    private mutating func addError(_ error: PipelineError) {
        if !hasFailed { inputErrors.append(error) }
        hasFailed = true
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
                    file: inputs[input].name,
                    line: lineBase + line.line + 1,
                    offset: line.offset,
                    length: line.length,
                    failure: line.failure,
                    position: line.position
                )
            )
        }
        progress.add(
            events: report.eventCount,
            signals: signalCount,
            malformed: report.malformedCount
        )
    }
}
