/// The search for the value of an event that is a JSON object already, on one line.
///
/// It is what a reader of lines leaves under `log` when nothing parses it. Copying it costs nothing,
/// and gives the bytes as they were.
struct RawText {
    /// Where the text is, without the line break at its end; nothing if there is none.
    let range: Range<Int>?

    /// Looks through the pairs of a map; nothing if one is malformed.
    ///
    /// - Parameters:
    ///   - key: the text's key.
    ///   - count: how many pairs there are.
    ///   - reader: stands at the first pair, and behind the last one afterwards.
    init?(under key: [UInt8], pairs count: Int, from reader: inout MessagePackReader) {
        var found: Range<Int>?
        for _ in 0..<count {
            let keyOffset = reader.offset
            guard let token = reader.next() else { return nil }
            var isKey = false
            switch token {
            case .string(let range), .binary(let range):
                isKey = found == nil && Self.equal(reader.bytes, range, key)
            case .array, .map:
                reader.offset = keyOffset
                guard reader.skipValue() else { return nil }
            default: break
            }
            let valueOffset = reader.offset
            if isKey, let value = reader.next() {
                switch value {
                case .string(let range), .binary(let range):
                    found = Self.object(in: reader.bytes, range)
                default: break
                }
                reader.offset = valueOffset
            }
            guard reader.skipValue() else { return nil }
        }
        range = found
    }

    private static func equal(_ bytes: Span<UInt8>, _ range: Range<Int>, _ key: [UInt8]) -> Bool {
        guard range.count == key.count else { return false }
        for index in key.indices where bytes[range.lowerBound + index] != key[index] {
            return false
        }
        return true
    }

    /// The part of a text that is one line and begins an object.
    private static func object(in bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        var end = range.upperBound
        while end > range.lowerBound,
            bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
        {
            end -= 1
        }
        guard end > range.lowerBound, bytes[range.lowerBound] == UInt8(ascii: "{") else {
            return nil
        }
        for index in range.lowerBound..<end where bytes[index] == UInt8(ascii: "\n") {
            return nil
        }
        return range.lowerBound..<end
    }
}
