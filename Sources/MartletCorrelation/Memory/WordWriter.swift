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

    /// Appends the low bytes of a word, whose others are 0.
    @inline(__always)
    mutating func append(_ bytes: UInt64, byteCount: Int) {
        current |= bytes &<< shift
        let filled = shift &+ UInt64(truncatingIfNeeded: byteCount &* 8)
        guard filled >= 64 else {
            shift = filled
            return
        }
        words.append(current)
        current = shift == 0 ? 0 : bytes &>> (64 &- shift)
        shift = filled &- 64
    }

    /// Appends a part of some bytes, a word at a time.
    mutating func append(_ bytes: [UInt8], _ part: Range<Int>) {
        let span = bytes.span.extracting(part)
        var offset = 0
        while offset &+ 8 <= span.count {
            // SAFETY: eight bytes from the offset on are inside the span.
            let word = unsafe span.bytes.unsafeLoadUnaligned(
                fromUncheckedByteOffset: offset,
                as: UInt64.self
            )
            append(UInt64(littleEndian: word), byteCount: 8)
            offset &+= 8
        }
        var rest: UInt64 = 0
        var restCount = 0
        while offset < span.count {
            rest |= UInt64(span[offset]) &<< UInt64(truncatingIfNeeded: restCount &* 8)
            restCount &+= 1
            offset &+= 1
        }
        append(rest, byteCount: restCount)
    }

    /// Appends words that were written before.
    mutating func `repeat`(_ part: Range<Int>) {
        align()
        for index in part { words.append(words[index]) }
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
