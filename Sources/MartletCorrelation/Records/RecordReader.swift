package import MartletEngine

/// Reads what a ``RecordWriter`` wrote; whatever the bytes are, it ends with values or an error.
package struct RecordReader {
    /// The bytes are not what was written.
    package struct Damage: Error {
        package init() {}
    }

    private let bytes: ArraySlice<UInt8>
    private var position: Int

    package init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// How many bytes are left.
    package var count: Int { bytes.endIndex - position }

    /// Reads a byte.
    package mutating func readByte() throws(Damage) -> UInt8 {
        guard position < bytes.endIndex else { throw Damage() }
        defer { position += 1 }
        return bytes[position]
    }

    /// Reads a number of seven bits a byte.
    package mutating func readNumber() throws(Damage) -> Int {
        if position < bytes.endIndex, bytes[position] < 0x80 {
            defer { position += 1 }
            return Int(bytes[position])
        }
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try readByte()
            if shift == 63, byte > 1 { throw Damage() }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                // Longer than need be: equal numbers would be different bytes.
                if byte == 0, shift > 0 { throw Damage() }
                return Int(Int64(bitPattern: number))
            }
        }
        throw Damage()
    }

    /// A number of things, each of which takes a byte at least.
    package mutating func readCount() throws(Damage) -> Int {
        let number = try readNumber()
        guard 0...count ~= number else { throw Damage() }
        return number
    }

    /// Reads a number of eight bytes.
    package mutating func readFixed() throws(Damage) -> UInt64 {
        guard count >= 8 else { throw Damage() }
        var number: UInt64 = 0
        for offset in 0..<8 {
            number |= UInt64(bytes[position + offset]) << UInt64(offset * 8)
        }
        position += 8
        return number
    }

    /// Reads a text behind its length.
    package mutating func readText() throws(Damage) -> [UInt8] {
        let count = try readCount()
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// Reads a text that must be UTF-8.
    package mutating func readName() throws(Damage) -> String {
        guard let name = String(validating: try readText(), as: UTF8.self) else { throw Damage() }
        return name
    }

    /// Passes over bytes that are a record by themselves, and reads them.
    package mutating func readRecord() throws(Damage) -> RecordReader {
        let count = try readCount()
        defer { position += count }
        return RecordReader(bytes[position..<position + count])
    }

    /// Reads a byte that is 0 or 1.
    package mutating func readFlag() throws(Damage) -> Bool {
        switch try readByte() {
        case 0: return false
        case 1: return true
        default: throw Damage()
        }
    }

    /// Reads a time.
    package mutating func readTime() throws(Damage) -> Int64 {
        Int64(bitPattern: try readFixed())
    }

    /// Reads a value.
    package mutating func readValue() throws(Damage) -> FieldValue {
        let head = try readByte()
        guard let kind = FieldValue.Kind(rawValue: head & ~PackedValues.hasFingerprint) else {
            throw Damage()
        }
        let text = try readText()
        let fingerprint = head & PackedValues.hasFingerprint == 0 ? 0 : try readFixed()
        return FieldValue(kind, text: text, fingerprint: fingerprint)
    }

    /// Reads values behind their number.
    package mutating func readValues() throws(Damage) -> [FieldValue] {
        var values: [FieldValue] = []
        for _ in 0..<(try readCount()) { values.append(try readValue()) }
        return values
    }

    /// The values of fields, which need no more than a look.
    package mutating func readPackedValues() throws(Damage) -> PackedValues {
        let fieldCount = try readCount()
        let start = position
        for _ in 0..<fieldCount {
            for _ in 0..<(try readCount()) { try passValue() }
        }
        return PackedValues(count: fieldCount, bytes: Array(bytes[start..<position]))
    }

    private mutating func passValue() throws(Damage) {
        let head = try readByte()
        guard FieldValue.Kind(rawValue: head & ~PackedValues.hasFingerprint) != nil else {
            throw Damage()
        }
        position += try readCount()
        if head & PackedValues.hasFingerprint != 0 { _ = try readFixed() }
    }
}
