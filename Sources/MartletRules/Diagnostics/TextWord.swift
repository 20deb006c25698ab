/// Eight bytes of a text, which are looked at together.
struct TextWord {
    private static let lowBits: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private let word: UInt64

    /// The bytes from an index on, all of which must be there.
    init(_ bytes: Span<UInt8>, at index: Int) {
        precondition(index >= 0 && index + 8 <= bytes.count)
        // SAFETY: the eight bytes are inside of the span.
        word = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    /// Whether a byte is less than a limit of at most 0x80.
    ///
    /// Source: Sean Eron Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n".
    func hasByte(below limit: UInt8) -> Bool {
        (word &- Self.lowBits &* UInt64(limit)) & ~word & Self.highBits != 0
    }
}
