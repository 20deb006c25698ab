internal import MartletEngine

/// How values, and groups of them, are written into words: equal words are equal values.
enum GroupKey {
    /// At most this many groups are joined, and tuples had, by one match.
    static let productLimit = 1024

    /// Appends the words of a tuple: their number of bytes and a prefix of the caller's, then each
    /// value's type, length and text.
    static func append(
        _ values: [[FieldValue]],
        picked: [Int],
        prefix: UInt32,
        to writer: inout WordWriter
    ) {
        append(prefix: prefix, to: &writer) { writer in
            var byteCount = 0
            for (field, index) in picked.enumerated() {
                byteCount += append(values[field][index], to: &writer)
            }
            return byteCount
        }
    }

    /// The same for the only value of each slot; `false`, and nothing appended, if a slot has none or
    /// several.
    static func append(
        onlyOf values: PackedValues,
        in slots: [Int?],
        prefix: UInt32,
        to writer: inout WordWriter
    ) -> Bool {
        for slot in slots {
            guard let slot, values.valueCount(of: slot) == 1 else { return false }
        }
        append(prefix: prefix, to: &writer) { writer in
            var byteCount = 0
            for case let slot? in slots {
                guard let value = values.onlyValue(of: slot) else { continue }
                byteCount += append(
                    value.kind,
                    values.bytes,
                    value.text,
                    fingerprint: value.fingerprint,
                    to: &writer
                )
            }
            return byteCount
        }
        return true
    }

    /// Appends a tuple that was written before, with another prefix.
    static func append(_ tuple: Range<Int>, prefix: UInt32, to writer: inout WordWriter) {
        let header = writer.words.count
        writer.repeat(tuple)
        let byteCount = UInt32(truncatingIfNeeded: writer.words[header])
        writer.replace(at: header, with: UInt64(prefix) << 32 | UInt64(byteCount))
    }

    @inline(__always)
    private static func append(
        prefix: UInt32,
        to writer: inout WordWriter,
        values: (inout WordWriter) -> Int
    ) {
        let header = writer.words.count
        writer.append(word: 0)
        let byteCount = values(&writer)
        writer.align()
        writer.replace(at: header, with: UInt64(prefix) << 32 | UInt64(byteCount))
    }

    private static func append(_ value: FieldValue, to writer: inout WordWriter) -> Int {
        append(
            value.kind,
            value.text,
            value.text.indices,
            fingerprint: value.fingerprint,
            to: &writer
        )
    }

    /// Appends a value and says how many bytes it took; the engine cuts long ones, so that their
    /// length fits.
    private static func append(
        _ kind: FieldValue.Kind,
        _ bytes: [UInt8],
        _ text: Range<Int>,
        fingerprint: UInt64,
        to writer: inout WordWriter
    ) -> Int {
        let isCut = fingerprint != 0
        precondition(text.count <= UInt16.max, "a value that was not cut")
        let head = UInt64(kind.rawValue | (isCut ? 0x80 : 0))
        writer.append(head | UInt64(text.count) << 8, byteCount: 3)
        writer.append(bytes, text)
        guard isCut else { return 3 + text.count }
        writer.append(fingerprint, byteCount: 8)
        return 11 + text.count
    }

    /// How many words a tuple takes, by its first one.
    static func wordCount(_ header: UInt64) -> Int {
        1 + (Int(UInt32(truncatingIfNeeded: header)) + 7) / 8
    }

    /// The values of a tuple.
    static func values(_ words: ArraySlice<UInt64>, count: Int) -> [FieldValue] {
        var reader = WordReader(words)
        _ = reader.word()
        return (0..<count).map { _ in
            let kind = reader.byte()
            let count = Int(reader.byte()) | Int(reader.byte()) << 8
            let text = reader.bytes(count)
            var fingerprint: UInt64 = 0
            if kind & 0x80 != 0 {
                for shift in 0..<8 { fingerprint |= UInt64(reader.byte()) << UInt64(shift * 8) }
            }
            return FieldValue(
                FieldValue.Kind(rawValue: kind & 0x7F) ?? .missing,
                text: text,
                fingerprint: fingerprint
            )
        }
    }
}
