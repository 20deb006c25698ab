/// The values of some fields, all in one run of bytes.
///
/// Matches carry a few short ones each, and to allocate every one of them would cost more than all
/// else that is done with a match. Equal bytes are equal values.
///
/// A field is the number of its values, then the values: kind and whether there is a fingerprint,
/// length, text, fingerprint. Numbers have seven bits a byte, the low ones first; a fingerprint has
/// eight bytes. States and temporary files hold the same bytes.
package struct PackedValues: Equatable, Sendable {
    /// How many fields there are.
    package let count: Int
    package let bytes: [UInt8]

    /// Beside the kind of a value: its fingerprint follows.
    package static let hasFingerprint: UInt8 = 0x80

    package init(_ fields: [[FieldValue]]) {
        var bytes: [UInt8] = []
        for field in fields {
            PackedValues.append(number: field.count, to: &bytes)
            for value in field { PackedValues.append(value, to: &bytes) }
        }
        self.init(count: fields.count, bytes: bytes)
    }

    /// Takes what was written before; whoever calls has made sure that it is that.
    package init(count: Int, bytes: [UInt8]) {
        self.count = count
        self.bytes = bytes
    }

    /// Where a value is, without a copy of it.
    package struct Location {
        package var kind: FieldValue.Kind
        package var text: Range<Int>
        /// 0 if the text is all of the value.
        package var fingerprint: UInt64
    }

    /// The place of a field's value, if it has exactly one, as nearly every field does.
    @inline(__always)
    package func onlyValue(of field: Int) -> Location? {
        var offset = start(of: field)
        guard number(at: &offset) == 1 else { return nil }
        return location(at: &offset)
    }

    /// How many values a field has.
    package func valueCount(of field: Int) -> Int {
        var offset = start(of: field)
        return number(at: &offset)
    }

    /// How many bytes the texts of all values have.
    package var textByteCount: Int {
        var count = 0
        var offset = 0
        for _ in 0..<self.count {
            for _ in 0..<number(at: &offset) { count += location(at: &offset).text.count }
        }
        return count
    }

    // MARK: - Writing

    /// Appends a value, as those of a field follow one another.
    package static func append(_ value: FieldValue, to bytes: inout [UInt8]) {
        let isCut = value.fingerprint != 0
        bytes.append(value.kind.rawValue | (isCut ? hasFingerprint : 0))
        append(number: value.text.count, to: &bytes)
        bytes += value.text
        guard isCut else { return }
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value.fingerprint >> shift))
        }
    }

    @inline(__always)
    static func append(number: Int, to bytes: inout [UInt8]) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    // MARK: - Reading

    @inline(__always)
    private func start(of field: Int) -> Int {
        var offset = 0
        for _ in 0..<field {
            for _ in 0..<number(at: &offset) { _ = location(at: &offset) }
        }
        return offset
    }

    /// Reads a number and moves behind it.
    @inline(__always)
    func number(at offset: inout Int) -> Int {
        var number = UInt(bytes[offset])
        offset &+= 1
        guard number >= 0x80 else { return Int(bitPattern: number) }
        number &= 0x7F
        var shift: UInt = 7
        while true {
            let byte = bytes[offset]
            offset &+= 1
            number |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return Int(bitPattern: number) }
            shift &+= 7
        }
    }

    /// Reads where a value is, and moves behind it.
    @inline(__always)
    func location(at offset: inout Int) -> Location {
        let head = bytes[offset]
        offset &+= 1
        let length = number(at: &offset)
        let text = offset..<offset &+ length
        offset = text.upperBound
        var fingerprint: UInt64 = 0
        if head & PackedValues.hasFingerprint != 0 {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                fingerprint |= UInt64(bytes[offset]) << shift
                offset &+= 1
            }
        }
        let kind = FieldValue.Kind(rawValue: head & ~PackedValues.hasFingerprint) ?? .missing
        return Location(kind: kind, text: text, fingerprint: fingerprint)
    }
}

/// The values of each field, in their order.
extension PackedValues: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    package subscript(field: Int) -> [FieldValue] {
        var offset = start(of: field)
        return (0..<number(at: &offset)).map { _ in
            let value = location(at: &offset)
            return FieldValue(
                value.kind,
                text: Array(bytes[value.text]),
                fingerprint: value.fingerprint
            )
        }
    }
}
