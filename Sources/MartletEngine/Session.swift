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
    private let options: ScanOptions
    private var evaluator: Evaluator
    private var encoder: SignalEncoder
    private var validator = StrictValidator()
    private let table: SignalTable?
    private let envelope: EnvelopeFields

    /// What this session saw of the fields that rules need, over all chunks so far.
    package var observations: FieldObservations { evaluator.observations }

    /// Allocates the scratch memory of one thread.
    package init(_ engine: Engine, options: ScanOptions, kernel: BlockKernel? = nil) {
        self.options = options
        let kernel = kernel ?? BlockKernel.available[0]
        lineEnds = LineEnds(kernel: kernel)
        evaluator = Evaluator(
            engine.compiled,
            kernel: kernel,
            timeZone: options.timeZone
        )
        encoder = SignalEncoder(engine: engine, options: options)
        if case .table(let isColored) = options.format {
            table = SignalTable(colored: isColored)
        } else {
            table = nil
        }
        envelope = engine.compiled.envelopeFields
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
        guard let base = bytes.baseAddress, bytes.count > 0 else { return }
        // SAFETY: the caller keeps the bytes and their padding for the call.
        let chunk = unsafe ByteView(base: base, count: bytes.count)
        var place = EventPlace(file: file, inputOffset: offset, line: 0, start: 0, end: 0)
        switch framing {
        case .lines: scanLines(chunk, place: &place, into: &report)
        case .elements(let ranges): scanElements(ranges, chunk, place: &place, into: &report)
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
        var end = text.count
        while end > 0, text[end &- 1] <= 0x20, Session.isSpace(text[end &- 1]) { end &-= 1 }
        let start = JSONGrammar.skipSpace(text, from: 0, to: end)
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
        if !evaluator.isRuledOut, let items = envelope.events(in: &evaluator.scanner, at: start) {
            scanItems(items, text, place: place, into: &report)
        } else {
            evaluate(text, place, into: &report)
        }
    }

    /// Evaluates each item of an EventList as an event of its own.
    private mutating func scanItems(
        _ items: [Int],
        _ text: ByteView,
        place: EventPlace,
        into report: inout ChunkReport
    ) {
        let textOffset = place.inputOffset - place.start
        for item in items {
            var itemPlace = place
            itemPlace.start = item
            itemPlace.end = evaluator.scanner.end(ofValueAt: item)
            itemPlace.inputOffset = textOffset + item
            let source = text.slice(from: item, count: itemPlace.end - item)
            guard evaluator.scanner.kind(at: item) == .object else {
                addMalformed(.notAnObject, at: 0, source, itemPlace, to: &report)
                continue
            }
            guard evaluator.scanEvent(at: item) != nil else {
                let position = max(evaluator.failurePosition - item, 0)
                addMalformed(evaluator.failure, at: position, source, itemPlace, to: &report)
                continue
            }
            evaluate(source, itemPlace, into: &report)
        }
    }

    /// Evaluates the event that was scanned last, and writes its signals.
    @inline(__always)
    private mutating func evaluate(
        _ source: ByteView,
        _ place: EventPlace,
        into report: inout ChunkReport
    ) {
        guard evaluator.evaluate(), evaluator.matches.isEmpty || prepareSignals(into: &report)
        else {
            return addMalformed(
                evaluator.failure,
                at: evaluator.failurePosition,
                source,
                place,
                to: &report
            )
        }
        report.eventCount &+= 1
        if !evaluator.matches.isEmpty { writeSignals(place, into: &report) }
    }

    /// Drops what filters hide and finds what signals show of the rest; `false` on failure.
    private mutating func prepareSignals(into report: inout ChunkReport) -> Bool {
        evaluator.hideMatches(into: &report)
            && (evaluator.matches.isEmpty || evaluator.scanForSignals())
    }

    private mutating func writeSignals(_ place: EventPlace, into report: inout ChunkReport) {
        for match in evaluator.matches {
            if let table {
                table.append(
                    match,
                    heading: encoder.headings[match.rule],
                    in: evaluator,
                    event: place,
                    to: &report
                )
            } else {
                encoder.append(match, in: &evaluator, event: place, to: &report)
            }
            report.count(rule: match.rule)
        }
    }

    private func addMalformed(
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
                length: text.count,
                failure: failure,
                position: position
            )
        )
        guard options.keepsMalformedLines else { return }
        report.malformedBytes += text.bytes
        report.malformedBytes.append(UInt8(ascii: "\n"))
    }

    @inline(__always)
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
