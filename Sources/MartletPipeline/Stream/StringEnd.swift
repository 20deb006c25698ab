/// Where a JSON string ends, found from somewhere inside it, eight bytes at a time.
struct StringEnd {
    /// The index behind the closing quote, or the count if the string goes on.
    private(set) var index: Int
    private(set) var isClosed = false
    /// The bytes end behind a backslash, so that the next byte is not to be looked at.
    private(set) var isEscaped = false

    init(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
        index = start
        while index < bytes.count {
            unsafe skipPlainWords(bytes)
            guard index < bytes.count else { return }
            // SAFETY: the index is below the count.
            let byte = unsafe bytes[index]
            index &+= 1
            if byte == UInt8(ascii: "\\") {
                guard index < bytes.count else {
                    isEscaped = true
                    return
                }
                index &+= 1
            } else if byte == UInt8(ascii: "\"") {
                isClosed = true
                return
            }
        }
    }

    /// Goes on to the next quote or backslash, or to fewer than eight bytes before the end.
    private mutating func skipPlainWords(_ bytes: UnsafeBufferPointer<UInt8>) {
        while index &+ 8 <= bytes.count {
            // SAFETY: eight bytes from the index on lie before the count.
            let word = unsafe UInt64(
                littleEndian: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index)
                    .loadUnaligned(as: UInt64.self)
            )
            let found =
                StringEnd.zeroBytes(word ^ 0x2222_2222_2222_2222)
                | StringEnd.zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            if found != 0 {
                index &+= found.trailingZeroBitCount / 8
                return
            }
            index &+= 8
        }
    }

    /// Has the high bit set in each byte that is zero; the lowest one set is exact.
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
