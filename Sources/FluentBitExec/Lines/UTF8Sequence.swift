/// The bytes of one character, or what stands for one where a text is not UTF-8.
struct UTF8Sequence {
    /// How many bytes; of what is ill-formed, as many as Unicode replaces by one U+FFFD: the longest
    /// part that could have begun a character.
    let count: Int
    let isWellFormed: Bool

    /// Looks at the bytes from a place on.
    ///
    /// - Parameters:
    ///   - offset: where a byte above 0x7F stands.
    ///   - bytes: the text.
    ///   - end: where the text ends.
    init(at offset: Int, in bytes: Span<UInt8>, end: Int) {
        let length: Int
        // Which second bytes may follow: Unicode 16, table 3-7.
        let second: ClosedRange<UInt8>
        switch bytes[offset] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: (length, second) = (1, 0x80...0x80)
        }
        var count = 1
        while count < length, offset + count < end {
            let range = count == 1 ? second : 0x80...0xBF
            guard range.contains(bytes[offset + count]) else { break }
            count += 1
        }
        self.count = count
        isWellFormed = length > 1 && count == length
    }
}
