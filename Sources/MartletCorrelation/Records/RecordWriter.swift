package import MartletEngine

/// Appends values to bytes, compactly, as ``RecordReader`` reads them.
package struct RecordWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Takes what was written, and starts anew.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Forgets what was written, and keeps the storage.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Appends bytes as they are.
    package mutating func append(bytes more: ArraySlice<UInt8>) { bytes += more }

    /// Appends a byte.
    package mutating func append(byte: UInt8) {
        bytes.append(byte)
    }

    /// Seven bits a byte, the low ones first.
    package mutating func append(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Eight bytes, the low one first.
    package mutating func append(fixed number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    /// Appends a time, as eight bytes.
    package mutating func append(time: Int64) { append(fixed: UInt64(bitPattern: time)) }

    /// Appends the length of a text, and the text.
    package mutating func append(_ text: [UInt8]) {
        append(text.count)
        bytes += text
    }

    /// Appends a value, as ``PackedValues`` hold it.
    package mutating func append(_ value: FieldValue) {
        PackedValues.append(value, to: &bytes)
    }

    /// Appends the number of values, and the values.
    package mutating func append(_ values: [FieldValue]) {
        append(values.count)
        for value in values { append(value) }
    }

    /// Appends the values of fields, as so many lists of values.
    package mutating func append(_ values: PackedValues) {
        append(values.count)
        bytes += values.bytes
    }
}
