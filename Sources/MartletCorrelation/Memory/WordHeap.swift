/// Blocks of words of any size in one run of memory: keys, evidence, values, times.
///
/// A block is known by the index of its first word; 0 is none. Blocks that are given back grow
/// together with what is free beside them, so that blocks of other sizes fit there: what the heap
/// takes follows what is in use, even if whoever writes the log makes keys longer day by day.
///
/// The word before a block is its header. A free block has links to the next and the previous of its
/// size in its first word, and its size once more in its last, where the block behind finds it.
package struct WordHeap {
    private var words: [UInt64] = [0]
    private var room = 0
    private var free = FreeBlocks()
    /// How many words are in use, headers and rounding included.
    package private(set) var liveWordCount = 0

    package init() {}

    /// How many words are taken, whether in use or not.
    package var wordCount: Int { words.count }

    /// How much memory the words in use take, what the heap has in reserve for more included.
    var liveByteCount: Int {
        [UInt64].capacity(grownToHold: liveWordCount) * MemoryLayout<UInt64>.stride
    }

    /// How much memory is taken, whether in use or not.
    var heldByteCount: Int { room * MemoryLayout<UInt64>.stride }

    /// A word of a block, by its place among all words.
    package subscript(index: Int) -> UInt64 {
        get { words[index] }
        set { words[index] = newValue }
    }

    /// Takes a block of at least one word; what it holds is up to the caller to write.
    package mutating func allocate(_ count: Int) -> UInt32 {
        let size = max(count, Header.leastSize)
        if let block = takeFree(size) { return block }
        let block = beginBlock(size)
        words.append(contentsOf: repeatElement(0, count: size))
        return block
    }

    /// Takes a block for some words and writes them into it.
    package mutating func store(_ source: ArraySlice<UInt64>) -> UInt32 {
        let size = max(source.count, Header.leastSize)
        if let block = takeFree(size) {
            var index = Int(block)
            for word in source {
                words[index] = word
                index += 1
            }
            return block
        }
        let block = beginBlock(size)
        words.append(contentsOf: source)
        if source.count < size {
            words.append(contentsOf: repeatElement(0, count: size - source.count))
        }
        return block
    }

    /// Takes a block that is free, if one is large enough.
    private mutating func takeFree(_ size: Int) -> UInt32? {
        guard let block = free.take(atLeast: size, in: &words) else { return nil }
        liveWordCount += size + 1
        split(block, keeping: size)
        return UInt32(truncatingIfNeeded: block)
    }

    /// Begins a block behind all others, whose words come next.
    private mutating func beginBlock(_ size: Int) -> UInt32 {
        liveWordCount += size + 1
        // The last block is never free: it is cut off when it is given back.
        let block = words.count + 1
        precondition(block + size <= Int(UInt32.max), "more state than can be addressed")
        words.grow(toHold: block + size, room: &room)
        words.append(Header(size: size).word)
        return UInt32(block)
    }

    /// Gives a block back.
    package mutating func deallocate(_ block: UInt32) {
        var block = Int(block)
        var header = Header(word: words[block - 1])
        liveWordCount -= header.size + 1
        if header.isPreviousFree {
            let previousSize = Int(truncatingIfNeeded: words[block - 2])
            block -= previousSize + 1
            free.remove(block, ofSize: previousSize, in: &words)
            header = Header(
                size: previousSize + 1 + header.size,
                isPreviousFree: Header(word: words[block - 1]).isPreviousFree
            )
        }
        let next = block + header.size + 1
        if next <= words.count {
            let nextHeader = Header(word: words[next - 1])
            if nextHeader.isFree {
                free.remove(next, ofSize: nextHeader.size, in: &words)
                header.size += nextHeader.size + 1
            }
            markFree(block, header)
        } else {
            words.removeLast(words.count - (block - 1))
        }
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

    /// Turns a block that was free into one of the wanted size, and a free one of what is left.
    private mutating func split(_ block: Int, keeping size: Int) {
        var header = Header(word: words[block - 1])
        let rest = header.size - size - 1
        header.isFree = false
        if rest >= Header.leastSize {
            header.size = size
            words[block - 1] = header.word
            markFree(block + size + 1, Header(size: rest))
        } else {
            liveWordCount += header.size - size
            words[block - 1] = header.word
            let next = block + header.size
            words[next] = Header(word: words[next]).settingPreviousFree(false).word
        }
    }

    /// Writes a free block down: its header, its size at its end, and in the block behind it.
    private mutating func markFree(_ block: Int, _ header: Header) {
        var header = header
        header.isFree = true
        words[block - 1] = header.word
        words[block + header.size - 1] = UInt64(header.size)
        let next = block + header.size
        words[next] = Header(word: words[next]).settingPreviousFree(true).word
        free.insert(block, ofSize: header.size, in: &words)
    }
}

/// The word before a block.
private struct Header {
    /// A free block holds its links in one word and its size in another.
    static let leastSize = 2

    var size: Int
    var isFree = false
    var isPreviousFree = false

    init(size: Int, isPreviousFree: Bool = false) {
        self.size = size
        self.isPreviousFree = isPreviousFree
    }

    init(word: UInt64) {
        size = Int(truncatingIfNeeded: word >> 2)
        isFree = word & 1 != 0
        isPreviousFree = word & 2 != 0
    }

    var word: UInt64 { UInt64(size) << 2 | (isFree ? 1 : 0) | (isPreviousFree ? 2 : 0) }

    func settingPreviousFree(_ isPreviousFree: Bool) -> Header {
        var header = self
        header.isPreviousFree = isPreviousFree
        return header
    }
}
