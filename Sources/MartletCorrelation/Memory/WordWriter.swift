/// Packs bytes and numbers into words, the first byte in the low bits.
package struct WordWriter {
    package private(set) var words: [UInt64] = []
    /// The word that is being filled, and how far it is.
    private var current: UInt64 = 0
    private var shift: UInt64 = 0

    package init() {}

    /// Appends a word of its own.
    @inline(__always)
    mutating func append(word: UInt64) {
        align()
        words.append(word)
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        current |= UInt64(byte) &<< shift
        shift &+= 8
        if shift == 64 { align() }
    }

    @inline(__always)
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

    /// Ends the word that was begun: what is appended next begins a new one.
    @inline(__always)
    mutating func align() {
        guard shift > 0 else { return }
        words.append(current)
        current = 0
        shift = 0
    }

    /// Changes a word that was written before.
    mutating func replace(at index: Int, with word: UInt64) { words[index] = word }

    mutating func removeAll() {
        words.removeAll(keepingCapacity: true)
        current = 0
        shift = 0
    }
}
