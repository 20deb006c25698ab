/// Eight bytes of a text, which are looked at together.
struct TextWord {
    private static let lowBits: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private let word: UInt64

    /// The bytes from an index on, all of which must be there.
    init(_ bytes: Span<UInt8>, at index: Int) {
        precondition(index >= 0 && index + 8 <= bytes.count)
        // SAFETY: the eight bytes are inside of the span.
        word = UInt64(
            littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
                fromByteOffset: index,
                as: UInt64.self
            )
        )
    }

    /// How many bytes stand before the first that is less than a limit of at most 0x80; 8 without one.
    ///
    /// Source: Sean Eron Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n".
    /// What it says of the bytes behind the first is not reliable.
    func count(before limit: UInt8) -> Int {
        let found = (word &- Self.lowBits &* UInt64(limit)) & ~word & Self.highBits
        return found.trailingZeroBitCount / 8
    }
}
