/// One thread's view of an engine: all the scratch memory that scanning needs.
///
/// Not shared between threads; nothing is allocated for a line that does not match.
package struct Session: ~Copyable {
    /// How a chunk's bytes are divided into events.
    package enum Framing: Sendable {
        /// A line each; LF ends a line, one CR before it is dropped, blank lines are no events.
        case lines
        /// These ranges of the chunk each hold one element of a JSON array, whatever their lines.
        case elements([Range<Int>])
    }

    let lineEnds: LineEnds
    let options: ScanOptions
    var evaluator: Evaluator
    private var encoder: SignalEncoder
    /// The signal that is being written.
    private var signal = ByteWriter(capacity: 4096)
    private var pendingIDs = PendingSignalIDs()
    /// Where the chunk begins in the input.
    private var chunkOffset = 0
    private var capture: MatchCapture
    /// Whether events are asked for no more than their time.
    var asksForTime = false
    var validator = StrictValidator()
    let sources: CompiledSources
    private let typedSource: Int
    /// Events of the chunk by source, those of none behind them.
    private let sourceCounts: Buffer<Int>
    /// The memory for what envelopes hold, one level inside the other.
    let levels = (0..<Session.envelopeLevelLimit).map { _ in EnvelopeLevel() }

    /// What this session found out over all chunks so far.
    package var notes: ScanNotes {
        ScanNotes(observations: evaluator.observations, costs: evaluator.costs?.measured)
    }

    /// Allocates the scratch memory of one thread.
    package init(_ engine: Engine, options: ScanOptions, kernel: BlockKernel? = nil) {
        self.options = options
        let kernel = kernel ?? BlockKernel.available[0]
        sources = engine.compiled.sources
        typedSource = sources.typed
        sourceCounts = Buffer(repeating: 0, count: sources.profiles.count)
        lineEnds = LineEnds(kernel: kernel, opening: sources.opening)
        evaluator = Evaluator(engine.compiled, kernel: kernel, options: options)
        encoder = SignalEncoder(engine: engine, options: options)
        capture = MatchCapture(engine.compiled)
    }

    /// Scans a chunk of whole lines (or elements) and appends what it finds to a report.
    ///
    /// - Parameters:
    ///   - bytes: the chunk; 64 bytes behind its end must be readable, whatever they hold.
    ///   - offset: the offset of the first byte in the (decompressed) input.
    ///   - file: the input's name in signals.
    ///   - framing: how the bytes divide into events.
    ///   - report: receives signals, counts and malformed lines.
    package mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        file: String,
        framing: Framing,
        into report: inout ChunkReport
    ) {
        guard let costs = evaluator.costs else {
            // SAFETY: as the caller says.
            return unsafe scanChunk(bytes, offset, file, framing, &report)
        }
        costs.measure { unsafe scanChunk(bytes, offset, file, framing, &report) }
    }

    private mutating func scanChunk(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ offset: Int,
        _ file: String,
        _ framing: Framing,
        _ report: inout ChunkReport
    ) {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return }
        // SAFETY: the caller keeps the bytes and their padding for the call.
        let chunk = unsafe ByteView(base: base, count: bytes.count)
        encoder.begin(file: file)
        chunkOffset = offset
        var place = EventPlace(
            file: file,
            inputOffset: offset,
            outerLength: nil,
            line: 0,
            start: 0,
            end: 0
        )
        let last =
            switch framing {
            case .lines: scanLines(chunk, place: &place, into: &report)
            case .elements(let ranges): scanElements(ranges, chunk, place: &place, into: &report)
            }
        pendingIDs.fill(into: &report.signals, from: chunk)
        if let last, capture.isNeeded || options.notesLastEvent {
            report.lastEventTime = timeOfLastEvent(in: last, of: chunk, place)
        }
        report.curtailedCount += evaluator.takeCurtailedCount()
        report.sourceCounts = (0..<sourceCounts.count).map { source in
            defer { sourceCounts[source] = 0 }
            return sourceCounts[source]
        }
    }

    /// Scans one line, or one element: an event, an envelope of events, or neither.
    ///
    /// - Parameters:
    ///   - text: the line without its end, or the element.
    ///   - isAlone: whether no second event is known to begin in it.
    ///   - place: where the text stands; it is moved to the event in it.
    ///   - report: receives what is found.
    mutating func scanText(
        _ text: ByteView,
        isAlone: Bool,
        place: inout EventPlace,
        into report: inout ChunkReport
    ) {
        let (start, end) = Session.trimmed(text)
        guard start < end else { return }
        guard text[start] == UInt8(ascii: "{") else {
            return addMalformed(.notAnObject, at: start, text, place, to: &report)
        }
        guard text[end &- 1] == UInt8(ascii: "}") else {
            return addMalformed(.truncated, at: end, text, place, to: &report)
        }
        if options.isStrict {
            // SAFETY: the text lives for the call.
            let trimmed = text.slice(from: start, count: end - start)
            if let violation = unsafe validator.validate(trimmed.pointer(), count: trimmed.count) {
                return addMalformed(
                    violation.failure,
                    at: start + violation.position,
                    text,
                    place,
                    to: &report
                )
            }
        }
        evaluator.begin(text.slice(from: 0, count: end), start: start, mayPause: isAlone)
        guard let eventEnd = evaluator.scanEvent(at: start) else {
            return addMalformed(
                evaluator.failure,
                at: evaluator.failurePosition,
                text,
                place,
                to: &report
            )
        }
        guard eventEnd == end else {
            return addMalformed(.trailingBytes, at: eventEnd, text, place, to: &report)
        }
        place.start = start
        place.end = end
        place.inputOffset &+= start
        if evaluator.isTyped {
            evaluate(place, into: &report)
        } else {
            scanObject(text.slice(from: start, count: end &- start), place, level: 0, &report)
        }
    }

    /// Evaluates the event that was scanned last, and writes its signals.
    @inline(__always)
    mutating func evaluate(_ place: EventPlace, into report: inout ChunkReport) {
        var source = typedSource
        var isWanted = true
        if !evaluator.isTyped {
            guard let found = sourceOfUntyped() else {
                return addMalformed(evaluator.failure, evaluator.failurePosition, place, &report)
            }
            source = found
            isWanted = source < sourceCounts.count &- 1 || !options.skipsUnknownEvents
        }
        if asksForTime { return readTime(into: &report) }
        if isWanted {
            guard evaluator.evaluate(),
                evaluator.matches.isEmpty || prepareSignals(place, into: &report)
            else {
                return addMalformed(evaluator.failure, evaluator.failurePosition, place, &report)
            }
        }
        report.eventCount &+= 1
        sourceCounts[source] &+= 1
        if isWanted, !evaluator.matches.isEmpty { writeSignals(place, into: &report) }
    }

    /// The number under which an event counts whose beginning does not tell its source: the first
    /// source that recognises it, or the number behind them all; `nil` if it is no event.
    private mutating func sourceOfUntyped() -> Int? {
        guard let sources = evaluator.recognizedSources() else { return nil }
        return sources == 0 ? sourceCounts.count &- 1 : sources.trailingZeroBitCount
    }

    /// Drops what filters hide, and finds what signals show and correlations ask of the rest;
    /// `false` on failure.
    private mutating func prepareSignals(
        _ place: EventPlace,
        into report: inout ChunkReport
    ) -> Bool {
        evaluator.hideMatches(into: &report)
            && (evaluator.matches.isEmpty
                || evaluator.decideSeverities() && evaluator.scanForSignals()
                    && capture.read(&evaluator, at: place))
    }

    private mutating func writeSignals(_ place: EventPlace, into report: inout ChunkReport) {
        if options.keepsEvents {
            let event = evaluator.scanner.text
                .slice(from: place.start, count: place.end - place.start)
            report.events.append(event.bytes)
        }
        if capture.lacksTime { report.noTimeCount += 1 }
        for number in evaluator.matches.indices {
            let match = evaluator.matches[number]
            report.count(rule: match.rule)
            guard capture.isNeeded else {
                write(match, place, into: &report)
                continue
            }
            var record = capture.record(of: match.rule)
            if capture.isQuiet(match.rule) {
                holdBack(match, place, in: &record, of: report.matches.count, into: &report)
            } else if !capture.isSilent(match.rule) {
                write(match, place, into: &report)
            }
            if let record { report.matches.append(record) }
        }
    }

    private mutating func write(
        _ match: Evaluator.Match,
        _ place: EventPlace,
        into report: inout ChunkReport
    ) {
        let template = encoder.templates.template(of: match)
        report.countSignal(rule: match.rule, level: template.level)
        signal.cut()
        let marks = encoder.append(match, in: &evaluator, event: place, to: &signal)
        let index = report.signals.count
        if place.isVerbatim {
            let start = place.inputOffset - chunkOffset
            pendingIDs.add(
                event: start..<start + place.inputLength,
                offset: options.identifiesByPlace ? place.inputOffset : 0,
                ruleSeed: template.ruleSeed,
                index: index + marks.id
            )
        } else {
            id(of: match, at: place).write(to: signal, at: marks.id)
        }
        signal.view.append(from: 0, to: signal.count, into: &report.signals)
        report.lineFixups.append(.init(index: index + marks.line, line: place.line))
    }

    private mutating func id(of match: Evaluator.Match, at place: EventPlace) -> SignalID {
        SignalID(
            event: evaluator.scanner.text
                .slice(from: place.start, count: place.end - place.start),
            offset: options.identifiesByPlace ? place.inputOffset : 0,
            ruleSeed: encoder.templates.template(of: match).ruleSeed
        )
    }

    /// Puts a signal into the match that will be written with others of its group.
    private mutating func holdBack(
        _ match: Evaluator.Match,
        _ place: EventPlace,
        in record: inout MatchRecord?,
        of index: Int,
        into report: inout ChunkReport
    ) {
        signal.cut()
        let marks = encoder.append(match, in: &evaluator, event: place, to: &signal)
        id(of: match, at: place).write(to: signal, at: marks.id)
        record?.signal = signal.array
        record?.signalSplit = marks.split
        report.matchFixups.append(.init(match: index, index: marks.line))
    }

    /// Counts an event, and notes its time as that of the last one.
    private mutating func readTime(into report: inout ChunkReport) {
        report.eventCount &+= 1
        report.lastEventTime = evaluator.scanForTime() ? capture.time(in: &evaluator) : nil
    }

    /// Reports the event that was scanned last as none.
    private func addMalformed(
        _ failure: ScanFailure,
        _ position: Int,
        _ place: EventPlace,
        _ report: inout ChunkReport
    ) {
        let text = evaluator.scanner.text.slice(from: place.start, count: place.end - place.start)
        addMalformed(failure, at: max(position - place.start, 0), text, place, to: &report)
    }

    /// Reports a text that is no event.
    func addMalformed(
        _ failure: ScanFailure,
        at position: Int,
        _ text: ByteView,
        _ place: EventPlace,
        to report: inout ChunkReport
    ) {
        report.addMalformed(
            .init(
                line: place.line,
                offset: place.inputOffset,
                length: place.outerLength ?? text.count,
                failure: failure,
                position: position
            )
        )
        guard options.keepsMalformedLines else { return }
        // A line each, also of a text inside another that has line feeds between its tokens.
        report.malformedBytes += text.bytes.map { $0 == UInt8(ascii: "\n") ? 0x20 : $0 }
        report.malformedBytes.append(UInt8(ascii: "\n"))
    }

    /// The offsets between which a text has more than white space.
    @inline(__always)
    static func trimmed(_ text: ByteView) -> (start: Int, end: Int) {
        var end = text.count
        while end > 0, text[end &- 1] <= 0x20, Session.isSpace(text[end &- 1]) { end &-= 1 }
        return (JSONGrammar.skipSpace(text, from: 0, to: end), end)
    }

    @inline(__always)
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
