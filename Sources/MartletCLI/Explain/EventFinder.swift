internal import MartletEngine
internal import MartletPipeline

/// Finds the event that the user means.
enum EventFinder {
    /// The one event that an argument names; a signal stands for the event that it tells of.
    static func event(_ argument: EventArgument) throws(EventFailure) -> ExplainedEvent {
        switch argument {
        case .inline(let bytes): return try event(in: bytes, name: nil)
        case .whole(let input): return try event(of: input)
        case .line(let path, let line, let number):
            let texts = try reading { () throws(PipelineError) in
                try EventReader(.file(path)).texts(onLine: line)
            }
            guard !texts.isEmpty else {
                throw EventFailure("\(path): there is no line \(line)")
            }
            var found: [[UInt8]] = []
            for text in texts {
                found += try events(in: text.bytes, name: "\(path):\(line)")
                    .map { Array(text.bytes[$0]) }
            }
            return try choose(number, of: found, path: path, line: line)
        }
    }

    private static func choose(
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
    private static func event(of input: Input) throws(EventFailure) -> ExplainedEvent {
        let bytes = try reading { () throws(PipelineError) in try EventReader(input).whole() }
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

    private static func event(
        in bytes: [UInt8],
        name: String?
    ) throws(EventFailure) -> ExplainedEvent {
        let shown = name.map { $0 == "-" ? "standard input" : $0 } ?? "the given event"
        let ranges = try events(in: bytes, name: shown)
        guard ranges.count == 1, let range = ranges.first else {
            let isFile = name != nil && name != "-"
            throw EventFailure(
                "\(shown): holds \(ReadableNumber.counted(ranges.count, "event")); "
                    + (isFile ? "name one, for example \(shown):1:1" : "give one of them")
            )
        }
        return try resolved(ExplainedEvent(bytes: Array(bytes[range]), file: name))
    }

    private static func events(
        in text: [UInt8],
        name: String
    ) throws(EventFailure) -> [Range<Int>] {
        do throws(EventProblem) {
            return try EventsOfText.ranges(in: text)
        } catch {
            throw EventFailure(error, in: name)
        }
    }

    /// The event itself, or that which a signal tells of.
    private static func resolved(_ event: ExplainedEvent) throws(EventFailure) -> ExplainedEvent {
        guard let signal = SignalReference(event.bytes) else { return event }
        return try signal.event()
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
