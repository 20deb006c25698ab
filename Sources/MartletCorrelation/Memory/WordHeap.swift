/// Blocks of words of any size in one run of memory: keys, evidence, values, times.
///
/// A block is known by the index of its first word; 0 is none. Blocks that were freed are used again
/// for blocks of about their size.
package struct WordHeap {
    /// Blocks of fewer words have lists of their own size; larger sizes are powers of two.
    private static let exactSizeCount = 64

    private var words: [UInt64] = [0]
    /// The first free block of each size class, whose first word is the next.
    private var free: [UInt32] = Array(repeating: 0, count: exactSizeCount + 26)
    /// How many words are in use, rounding included.
    package private(set) var liveWordCount = 0

    package init() {}

    package subscript(index: Int) -> UInt64 {
        get { words[index] }
        set { words[index] = newValue }
    }

    /// Takes a block of at least one word; what it holds is up to the caller to write.
    package mutating func allocate(_ count: Int) -> UInt32 {
        let (sizeClass, size) = WordHeap.sizeClass(of: count)
        liveWordCount += size
        let block = free[sizeClass]
        if block != 0 {
            free[sizeClass] = UInt32(truncatingIfNeeded: words[Int(block)])
            return block
        }
        let start = words.count
        precondition(start + size <= Int(UInt32.max), "more state than can be addressed")
        words.append(contentsOf: repeatElement(0, count: size))
        return UInt32(start)
    }

    /// Takes a block for some words and writes them into it.
    package mutating func store(_ source: ArraySlice<UInt64>) -> UInt32 {
        let block = allocate(source.count)
        var index = Int(block)
        for word in source {
            words[index] = word
            index += 1
        }
        return block
    }

    /// Gives a block back, which was taken for as many words.
    package mutating func deallocate(_ block: UInt32, count: Int) {
        let (sizeClass, size) = WordHeap.sizeClass(of: count)
        liveWordCount -= size
        words[Int(block)] = UInt64(free[sizeClass])
        free[sizeClass] = block
    }

    /// Whether a block begins with these words.
    func holds(_ block: UInt32, _ other: [UInt64], from start: Int, count: Int) -> Bool {
        for offset in 0..<count where words[Int(block) + offset] != other[start + offset] {
            return false
        }
        return true
    }

    /// The words from an index on.
    package func copy(from start: Int, count: Int) -> ArraySlice<UInt64> {
        words[start..<start + count]
    }

    private static func sizeClass(of count: Int) -> (index: Int, size: Int) {
        if count < exactSizeCount { return (count, max(count, 1)) }
        let power = Int.bitWidth - (count - 1).leadingZeroBitCount
        return (exactSizeCount + power - 6, 1 << power)
    }
}
