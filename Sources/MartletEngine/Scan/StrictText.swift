internal import CMartletKernels

/// A text under strict validation: its bytes, how far they were read, and why no further.
///
/// The reading functions start at a byte that the caller has looked at. They return whether all
/// went well; if not, ``failure`` and ``position`` say what to blame.
@safe
struct StrictText {
    /// A key's content between its quotes.
    struct Key {
        let start: Int
        let end: Int
        let isEscaped: Bool
    }

    // SAFETY: valid for `count` bytes while the call that made this value runs; every index that is
    // read is compared with `count` before.
    private let bytes: UnsafePointer<UInt8>
    let count: Int
    var position = 0
    /// Set by every string that holds an escape.
    var sawEscape = false
    private(set) var failure = ScanFailure.unexpectedByte

    init(_ bytes: UnsafePointer<UInt8>, count: Int) {
        unsafe self.bytes = bytes
        self.count = count
    }

    /// How many bytes from an index on are part of a string and need no look.
    @inline(__always)
    func plainCount(from index: Int) -> Int {
        assert(index <= count)
        // SAFETY: reads nothing behind the count.
        return unsafe martlet_text_length(bytes + index, count &- index)
    }

    var isAtEnd: Bool { position == count }

    /// The byte at the position; zero, which no grammar accepts, at the end.
    @inline(__always)
    var next: UInt8 { position < count ? self[position] : 0 }

    /// The byte at an index below `count`.
    @inline(__always)
    subscript(index: Int) -> UInt8 {
        assert(index >= 0 && index < count)
        return unsafe bytes[index]
    }

    /// Eight bytes from an index on, the first in the low bits; all must lie in the text.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        assert(index >= 0 && index &+ 8 <= count)
        return unsafe UInt64(
            littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self)
        )
    }

    /// Keeps a reason; the position is the byte to blame.
    mutating func fail(_ failure: ScanFailure) -> Bool {
        self.failure = failure
        return false
    }

    mutating func fail(_ failure: ScanFailure, at index: Int) -> Bool {
        position = index
        return fail(failure)
    }

    /// The next byte does not belong here, or there is none.
    mutating func failUnexpected() -> Bool {
        fail(isAtEnd ? .truncated : .unexpectedByte)
    }

    @inline(__always)
    mutating func skipWhiteSpace() {
        while position < count {
            let byte = self[position]
            guard byte <= 0x20, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
            else { return }
            position &+= 1
        }
    }

    /// Reads `true`, `false` or `null`, whose first letter was seen.
    mutating func readLiteral(_ literal: StaticString) -> Bool {
        for index in 0..<literal.utf8CodeUnitCount {
            guard position < count else { return fail(.truncated) }
            // SAFETY: the index is below the literal's length, and a literal lives forever.
            guard unsafe self[position] == literal.utf8Start[index] else {
                return fail(.invalidLiteral)
            }
            position &+= 1
        }
        return true
    }

    /// Reads a number, whose first digit or minus sign was seen.
    mutating func readNumber() -> Bool {
        if next == UInt8(ascii: "-") { position &+= 1 }
        if next == UInt8(ascii: "0") {
            position &+= 1
            if isDigit(next) { return fail(.invalidNumber) }
        } else {
            guard readDigits() else { return false }
        }
        if next == UInt8(ascii: ".") {
            position &+= 1
            guard readDigits() else { return false }
        }
        if next | 0x20 == UInt8(ascii: "e") {
            position &+= 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position &+= 1 }
            guard readDigits() else { return false }
        }
        return true
    }

    /// One digit or more.
    @inline(__always)
    private mutating func readDigits() -> Bool {
        guard isDigit(next) else { return fail(isAtEnd ? .truncated : .invalidNumber) }
        repeat { position &+= 1 } while isDigit(next)
        return true
    }

    @inline(__always)
    private func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }
}
