/// Turns chunks of fluent-bit into lines of JSON.
///
/// Nesting is held on the heap: the host calls on a stack of 24 KiB that has no guard.
package struct BatchEncoder {
    /// What became of a chunk.
    package enum Outcome: Equatable {
        /// Its events are lines, but for those that JSON cannot say.
        case encoded(events: Int, unwritable: Int)
        /// Not MessagePack, or no events; the offset is where that was seen.
        case malformed(offset: Int)
    }

    /// Begins the line that asks for an acknowledgement, and no other.
    package static let reservedPrefix = Array(#"{"martlet.batch":"#.utf8)

    /// How deep the values of an event may be nested.
    ///
    /// An event beyond it would be lost, and who sends a request decides how deep that is: far above
    /// what fluent-bit's JSON parsers let through.
    package static let depthLimit = 1024

    /// Memory beyond it is not kept between chunks, which have 2 MB.
    private static let keptByteLimit = 16 << 20

    /// The lines of the chunk.
    package var lines: [UInt8] { json.bytes }

    private var json = JSONBuffer()
    private let rawKey: [UInt8]?
    /// Key and colon.
    private let datePrefix: [UInt8]?
    private let tagPrefix: [UInt8]?
    private var frames: [Frame] = []

    /// A container that is being written.
    private struct Frame {
        let isMap: Bool
        /// How many members, or pairs, are left.
        var remaining: Int
        var needsComma = false
    }

    private enum Verdict {
        case written
        case unwritable
        case malformed
    }

    /// An encoder without lines.
    ///
    /// - Parameters:
    ///   - rawKey: the key of a JSON text that becomes the line as it is.
    ///   - dateKey: the key under which an event gets its time.
    ///   - tagKey: the key under which an event gets its chunk's tag.
    package init(rawKey: String?, dateKey: String?, tagKey: String?) {
        self.rawKey = rawKey.map { Array($0.utf8) }
        datePrefix = dateKey.map(Self.prefix)
        tagPrefix = tagKey.map(Self.prefix)
    }

    private static func prefix(_ key: String) -> [UInt8] {
        var json = JSONBuffer()
        let bytes = Array(key.utf8)
        json.append(string: bytes.span, bytes.indices)
        json.append(":")
        return json.bytes
    }

    /// Replaces the lines by those of a chunk.
    ///
    /// - Parameters:
    ///   - chunk: events in MessagePack.
    ///   - tag: the chunk's tag.
    /// - Returns: what became of it; the lines of a malformed chunk mean nothing.
    package mutating func encode(_ chunk: Span<UInt8>, tag: Span<UInt8>) -> Outcome {
        json.removeAll(capacityLimit: Self.keptByteLimit)
        var events = 0
        var unwritable = 0
        var chunkReader = ChunkReader(chunk)
        while true {
            switch chunkReader.next() {
            case .end: return .encoded(events: events, unwritable: unwritable)
            case .malformed: return .malformed(offset: chunkReader.reader.offset)
            case .event(let event):
                let lineStart = json.count
                switch write(event, from: &chunkReader.reader, tag: tag) {
                case .malformed: return .malformed(offset: chunkReader.reader.offset)
                case .written:
                    events += 1
                    finishLine(from: lineStart)
                case .unwritable:
                    unwritable += 1
                    json.truncate(to: lineStart)
                    chunkReader.reader.offset = event.bodyOffset
                    guard chunkReader.reader.skipValue() else {
                        return .malformed(offset: chunkReader.reader.offset)
                    }
                }
            }
        }
    }

    /// Appends the line that asks for an acknowledgement.
    ///
    /// - Parameter number: what the acknowledgement will say.
    package mutating func appendMarker(batch number: UInt64) {
        json.append(contentsOf: Self.reservedPrefix)
        json.append(text: "\(number)}\n")
    }

    /// No event may look like the line that asks for an acknowledgement: an attacker could send one.
    private mutating func finishLine(from lineStart: Int) {
        if json.hasPrefix(Self.reservedPrefix, at: lineStart) {
            json.insert(UInt8(ascii: " "), at: lineStart + 1)
        }
        json.append("\n")
    }

    private mutating func write(
        _ event: ChunkReader.Event,
        from reader: inout MessagePackReader,
        tag: Span<UInt8>
    ) -> Verdict {
        guard case .map(let count) = reader.next() else { return .malformed }
        let firstPair = reader.offset
        if let rawKey {
            guard let search = RawText(under: rawKey, pairs: count, from: &reader) else {
                return .malformed
            }
            if let text = search.range {
                writeRaw(text, of: reader.bytes, event, tag: tag)
                return .written
            }
            reader.offset = firstPair
        }
        json.append("{")
        let hasPairs = writeAddedPairs(event, tag: tag)
        frames.removeAll(keepingCapacity: true)
        frames.append(Frame(isMap: true, remaining: count, needsComma: hasPairs))
        return writeFrames(from: &reader)
    }

    /// Copies a JSON text; the added pairs come behind its first bracket.
    private mutating func writeRaw(
        _ text: Range<Int>,
        of bytes: Span<UInt8>,
        _ event: ChunkReader.Event,
        tag: Span<UInt8>
    ) {
        json.append("{")
        let rest = (text.lowerBound + 1)..<text.upperBound
        if writeAddedPairs(event, tag: tag), !Self.closesAtOnce(bytes, rest) { json.append(",") }
        json.append(bytes, rest)
    }

    private static func closesAtOnce(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
            default: return bytes[index] == UInt8(ascii: "}")
            }
        }
        return false
    }

    /// Writes what the settings add to each event, and says whether there is anything.
    private mutating func writeAddedPairs(_ event: ChunkReader.Event, tag: Span<UInt8>) -> Bool {
        if let datePrefix {
            json.append(contentsOf: datePrefix)
            write(event.time)
        }
        if let tagPrefix {
            if datePrefix != nil { json.append(",") }
            json.append(contentsOf: tagPrefix)
            json.append(string: tag, 0..<tag.count)
        }
        return datePrefix != nil || tagPrefix != nil
    }

    private mutating func write(_ time: EventTime) {
        switch time {
        case .exact(let seconds, let nanoseconds):
            // All nine digits; a double would not hold them.
            let digits = String(1_000_000_000 + UInt64(min(nanoseconds, 999_999_999)))
            json.append(text: "\(seconds).\(digits.dropFirst())")
        case .seconds(let seconds): json.append(text: String(seconds))
        case .fraction(let seconds): json.append(number: seconds)
        }
    }

    /// Writes the members of all open containers, and closes them.
    private mutating func writeFrames(from reader: inout MessagePackReader) -> Verdict {
        while let frame = frames.last {
            guard frame.remaining > 0 else {
                json.append(frame.isMap ? "}" : "]")
                frames.removeLast()
                continue
            }
            if frame.needsComma { json.append(",") }
            frames[frames.count - 1].needsComma = true
            frames[frames.count - 1].remaining -= 1
            if frame.isMap {
                guard let key = reader.next() else { return .malformed }
                guard writeKey(key, of: reader.bytes) else { return .unwritable }
                json.append(":")
            }
            guard let value = reader.next() else { return .malformed }
            switch value {
            case .array(let count):
                json.append("[")
                frames.append(Frame(isMap: false, remaining: count))
            case .map(let count):
                json.append("{")
                frames.append(Frame(isMap: true, remaining: count))
            default: writeScalar(value, of: reader.bytes)
            }
            guard frames.count <= Self.depthLimit else { return .unwritable }
        }
        return .written
    }

    /// JSON's keys are strings: other scalars are written as one.
    private mutating func writeKey(_ token: MessagePackToken, of bytes: Span<UInt8>) -> Bool {
        switch token {
        case .array, .map: return false
        case .string, .binary, .ext: writeScalar(token, of: bytes)
        default:
            json.append("\"")
            writeScalar(token, of: bytes)
            json.append("\"")
        }
        return true
    }

    private mutating func writeScalar(_ token: MessagePackToken, of bytes: Span<UInt8>) {
        switch token {
        case .null, .array, .map: json.append(text: "null")
        case .boolean(let value): json.append(text: value ? "true" : "false")
        case .unsigned(let value): json.append(text: String(value))
        case .negative(let value): json.append(text: String(value))
        case .float(let value): json.append(number: value)
        case .double(let value): json.append(number: value)
        // Old senders have no other type for text than binary; rules shall see it.
        case .string(let range), .binary(let range): json.append(string: bytes, range)
        case .ext(_, let range): json.append(hexadecimal: bytes, range)
        }
    }
}
