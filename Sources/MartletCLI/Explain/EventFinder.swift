internal import MartletEngine
internal import MartletPipeline

/// Finds the event that the user means.
struct EventFinder {
    private let form: EventReading

    /// A finder that takes events out of their envelopes as a scan would.
    init(_ form: EventReading) {
        self.form = form
    }

    /// The one event that an argument names; a signal stands for the event that it tells of.
    func event(_ argument: EventArgument) throws(EventFailure) -> ExplainedEvent {
        switch argument {
        case .inline(let bytes): return try event(in: bytes, name: nil)
        case .whole(let input): return try event(of: input)
        case .line(let path, let line, let number):
            let texts = try Self.reading { () throws(PipelineError) in
                try EventReader(.file(path)).texts(onLine: line)
            }
            guard !texts.isEmpty else {
                throw EventFailure("\(path): there is no line \(line)")
            }
            var found: [[UInt8]] = []
            for text in texts {
                found += try events(in: text.bytes, name: "\(path):\(line)")
            }
            return try choose(number, of: found, path: path, line: line)
        }
    }

    private func choose(
        _ number: Int?,
        of events: [[UInt8]],
        path: String,
        line: Int
    ) throws(EventFailure) -> ExplainedEvent {
        guard events.count > 1 || number != nil else {
            let event = ExplainedEvent(bytes: events[0], file: path, line: line)
            return try resolved(event)
        }
        guard let number, events.indices.contains(number - 1) else {
            throw EventFailure(
                "\(path):\(line): the line holds \(ReadableNumber.counted(events.count, "event")); "
                    + "name one by its number, \(path):\(line):1"
            )
        }
        return ExplainedEvent(
            bytes: events[number - 1],
            file: path,
            line: line,
            number: number
        )
    }

    /// The only event of an input, or that of the only signal.
    private func event(of input: Input) throws(EventFailure) -> ExplainedEvent {
        let bytes = try Self.reading { () throws(PipelineError) in try EventReader(input).whole() }
        let name = input == .standardInput ? "standard input" : input.name
        guard let bytes else {
            throw EventFailure("\(name): too large for one event; name a line, FILE:LINE")
        }
        // One object may go over many lines, as jq writes it.
        if EventTree(bytes)?.nodes[0].kind != .object {
            let count = bytes.split(separator: UInt8(ascii: "\n")).count { line in
                line.contains { $0 > 0x20 }
            }
            if count > 1 {
                let hint =
                    input == .standardInput
                    ? "give one of them" : "name one, for example \(name):1"
                throw EventFailure(
                    "\(name): holds \(ReadableNumber.counted(count, "line")); \(hint)"
                )
            }
        }
        return try event(in: bytes, name: input.name)
    }

    private func event(
        in bytes: [UInt8],
        name: String?
    ) throws(EventFailure) -> ExplainedEvent {
        let shown = name.map { $0 == "-" ? "standard input" : $0 } ?? "the given event"
        let found = try events(in: bytes, name: shown)
        guard found.count == 1, let event = found.first else {
            let isFile = name != nil && name != "-"
            throw EventFailure(
                "\(shown): holds \(ReadableNumber.counted(found.count, "event")); "
                    + (isFile ? "name one, for example \(shown):1:1" : "give one of them")
            )
        }
        return try resolved(ExplainedEvent(bytes: event, file: name))
    }

    private func events(
        in text: [UInt8],
        name: String
    ) throws(EventFailure) -> [[UInt8]] {
        do throws(EventProblem) {
            return try EventsOfText.events(in: text, reading: form)
        } catch {
            throw EventFailure(error, in: name)
        }
    }

    /// The event itself, or that which a signal tells of.
    private func resolved(_ event: ExplainedEvent) throws(EventFailure) -> ExplainedEvent {
        guard let signal = try SignalReference(event.bytes) else { return event }
        return try signal.event(reading: form)
    }

    static func reading<Result>(
        _ read: () throws(PipelineError) -> Result
    ) throws(EventFailure) -> Result {
        do throws(PipelineError) {
            return try read()
        } catch {
            throw EventFailure(error.description)
        }
    }
}
