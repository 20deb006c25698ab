/// Reads what a ``WordWriter`` packed.
struct WordReader {
    private let words: ArraySlice<UInt64>
    private var index: Int
    private var shift: UInt64 = 0

    init(_ words: ArraySlice<UInt64>) {
        self.words = words
        self.index = words.startIndex
    }

    /// The next word of its own.
    mutating func word() -> UInt64 {
        if shift > 0 { index += 1 }
        shift = 0
        index += 1
        return words[index - 1]
    }

    mutating func byte() -> UInt8 {
        let byte = UInt8(truncatingIfNeeded: words[index] >> shift)
        shift += 8
        if shift == 64 {
            shift = 0
            index += 1
        }
        return byte
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for _ in 0..<count { bytes.append(byte()) }
        return bytes
    }

    mutating func number() -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = byte()
            number |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return number }
            shift += 7
        }
    }
}
