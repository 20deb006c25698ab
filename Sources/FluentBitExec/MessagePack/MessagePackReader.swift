/// Reads MessagePack value by value, without copying.
///
/// Every length is held against the bytes that are left, so that no input makes it read beyond
/// them. It keeps no stack: nesting is the caller's business.
struct MessagePackReader: ~Escapable {
    let bytes: Span<UInt8>
    /// Where the next value begins; where reading stopped, behind a failure.
    var offset = 0

    @_lifetime(copy bytes)
    init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
    }

    /// Whether everything was read.
    var isAtEnd: Bool { offset >= bytes.count }

    private var bytesLeft: Int { bytes.count - offset }

    /// Reads a scalar, or the head of a container.
    ///
    /// - Returns: nothing where the bytes end, or are none of MessagePack.
    @_lifetime(self: copy self)
    mutating func next() -> MessagePackToken? {
        guard let head = integer(byteCount: 1) else { return nil }
        switch head {
        case 0x00...0x7F: return .unsigned(head)
        case 0x80...0x8F: return .map(count: Int(head & 0x0F))
        case 0x90...0x9F: return .array(count: Int(head & 0x0F))
        case 0xA0...0xBF: return payload(byteCount: head & 0x1F).map { .string($0) }
        case 0xC0: return .null
        case 0xC2: return .boolean(false)
        case 0xC3: return .boolean(true)
        case 0xC4: return sized(by: 1).map { .binary($0) }
        case 0xC5: return sized(by: 2).map { .binary($0) }
        case 0xC6: return sized(by: 4).map { .binary($0) }
        case 0xC7: return integer(byteCount: 1).flatMap { ext(byteCount: $0) }
        case 0xC8: return integer(byteCount: 2).flatMap { ext(byteCount: $0) }
        case 0xC9: return integer(byteCount: 4).flatMap { ext(byteCount: $0) }
        case 0xCA:
            return integer(byteCount: 4).map {
                .float(Float(bitPattern: UInt32(truncatingIfNeeded: $0)))
            }
        case 0xCB: return integer(byteCount: 8).map { .double(Double(bitPattern: $0)) }
        case 0xCC: return integer(byteCount: 1).map { .unsigned($0) }
        case 0xCD: return integer(byteCount: 2).map { .unsigned($0) }
        case 0xCE: return integer(byteCount: 4).map { .unsigned($0) }
        case 0xCF: return integer(byteCount: 8).map { .unsigned($0) }
        case 0xD0: return integer(byteCount: 1).map { signed(Int64(Int8(truncatingIfNeeded: $0))) }
        case 0xD1: return integer(byteCount: 2).map { signed(Int64(Int16(truncatingIfNeeded: $0))) }
        case 0xD2: return integer(byteCount: 4).map { signed(Int64(Int32(truncatingIfNeeded: $0))) }
        case 0xD3: return integer(byteCount: 8).map { signed(Int64(bitPattern: $0)) }
        case 0xD4: return ext(byteCount: 1)
        case 0xD5: return ext(byteCount: 2)
        case 0xD6: return ext(byteCount: 4)
        case 0xD7: return ext(byteCount: 8)
        case 0xD8: return ext(byteCount: 16)
        case 0xD9: return sized(by: 1).map { .string($0) }
        case 0xDA: return sized(by: 2).map { .string($0) }
        case 0xDB: return sized(by: 4).map { .string($0) }
        case 0xDC: return integer(byteCount: 2).map { .array(count: Int($0)) }
        case 0xDD: return integer(byteCount: 4).map { .array(count: Int($0)) }
        case 0xDE: return integer(byteCount: 2).map { .map(count: Int($0)) }
        case 0xDF: return integer(byteCount: 4).map { .map(count: Int($0)) }
        case 0xE0...0xFF: return .negative(Int64(Int8(truncatingIfNeeded: head)))
        default: return nil  // 0xC1, which MessagePack never uses
        }
    }

    /// Passes over a value and all that it holds.
    ///
    /// - Returns: whether there was a whole one.
    @_lifetime(self: copy self)
    mutating func skipValue() -> Bool {
        var pending = 1
        while pending > 0 {
            guard let token = next() else { return false }
            pending -= 1
            switch token {
            case .array(let count): pending += count
            case .map(let count): pending += 2 * count
            default: break
            }
            // A value takes a byte at least. It also keeps the sum small.
            guard pending <= bytesLeft else { return false }
        }
        return true
    }

    private func signed(_ value: Int64) -> MessagePackToken {
        value < 0 ? .negative(value) : .unsigned(UInt64(value))
    }

    /// A big-endian number.
    @_lifetime(self: copy self)
    private mutating func integer(byteCount: Int) -> UInt64? {
        guard byteCount <= bytesLeft else { return nil }
        var value: UInt64 = 0
        for index in offset..<(offset + byteCount) { value = value << 8 | UInt64(bytes[index]) }
        offset += byteCount
        return value
    }

    @_lifetime(self: copy self)
    private mutating func payload(byteCount: UInt64) -> Range<Int>? {
        guard byteCount <= UInt64(bytesLeft) else { return nil }
        let start = offset
        offset += Int(byteCount)
        return start..<offset
    }

    /// Bytes behind their number, which itself takes 1, 2 or 4.
    @_lifetime(self: copy self)
    private mutating func sized(by byteCount: Int) -> Range<Int>? {
        guard let count = integer(byteCount: byteCount) else { return nil }
        return payload(byteCount: count)
    }

    @_lifetime(self: copy self)
    private mutating func ext(byteCount: UInt64) -> MessagePackToken? {
        guard let type = integer(byteCount: 1), let range = payload(byteCount: byteCount) else {
            return nil
        }
        return .ext(type: Int8(truncatingIfNeeded: type), range)
    }
}
