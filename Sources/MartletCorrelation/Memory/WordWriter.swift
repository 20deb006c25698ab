/// Packs bytes and numbers into words, the first byte in the low bits.
struct WordWriter {
    private(set) var words: [UInt64] = []
    private var shift: UInt64 = 64

    /// Appends a word of its own.
    mutating func append(word: UInt64) {
        words.append(word)
        shift = 64
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if shift == 64 {
            words.append(UInt64(byte))
            shift = 8
        } else {
            words[words.count - 1] |= UInt64(byte) << shift
            shift += 8
        }
    }

    mutating func append(_ bytes: [UInt8]) {
        for byte in bytes { append(byte) }
    }

    /// Appends a number, seven bits a byte.
    mutating func append(number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    /// Changes a word that was written before.
    mutating func replace(at index: Int, with word: UInt64) { words[index] = word }

    mutating func removeAll() {
        words.removeAll(keepingCapacity: true)
        shift = 64
    }
}

/// Reads what a ``WordWriter`` packed.
struct WordReader {
    private let words: ArraySlice<UInt64>
    private var index: Int
    private var shift: UInt64 = 0

    init(_ words: ArraySlice<UInt64>) {
        self.words = words
        self.index = words.startIndex
    }

    /// Whether nothing is left.
    var isAtEnd: Bool { index >= words.endIndex }

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

    /// Passes over the rest of a word that was begun.
    mutating func align() {
        if shift > 0 { index += 1 }
        shift = 0
    }
}
