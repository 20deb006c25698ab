/// The free blocks of a ``WordHeap`` by size, as lists through their first words.
///
/// Small sizes have lists of their own. Each power of two above is cut into eight; a block is taken
/// from a list in which every block is large enough, so that nothing is ever searched.
struct FreeBlocks {
    private static let exactSizeCount = 64
    private static let stepsPerPower = 8
    private static let listCount = exactSizeCount + stepsPerPower * 26

    /// The first block of each list; 0 is none.
    private var first: [UInt32] = Array(repeating: 0, count: listCount)
    /// A bit for each list that is not empty.
    private var filled: [UInt64] = Array(repeating: 0, count: (listCount + 63) / 64)

    /// Takes a block out of the lists that has at least this size, if there is one.
    mutating func take(atLeast size: Int, in words: inout [UInt64]) -> Int? {
        guard let list = firstFilled(from: FreeBlocks.listForRequest(size)) else { return nil }
        let block = Int(first[list])
        unlink(block, list, in: &words)
        return block
    }

    mutating func insert(_ block: Int, ofSize size: Int, in words: inout [UInt64]) {
        let list = FreeBlocks.listOfSize(size)
        let next = first[list]
        words[block] = UInt64(next)
        if next != 0 {
            words[Int(next)] = words[Int(next)] & 0xFFFF_FFFF | UInt64(block) << 32
        }
        first[list] = UInt32(truncatingIfNeeded: block)
        filled[list >> 6] |= 1 << UInt64(list & 63)
    }

    mutating func remove(_ block: Int, ofSize size: Int, in words: inout [UInt64]) {
        unlink(block, FreeBlocks.listOfSize(size), in: &words)
    }

    private mutating func unlink(_ block: Int, _ list: Int, in words: inout [UInt64]) {
        let links = words[block]
        let next = Int(links & 0xFFFF_FFFF)
        let previous = Int(links >> 32)
        if next != 0 {
            words[next] = words[next] & 0xFFFF_FFFF | UInt64(previous) << 32
        }
        if previous != 0 {
            words[previous] = words[previous] & ~0xFFFF_FFFF | UInt64(next)
        } else {
            first[list] = UInt32(truncatingIfNeeded: next)
            if next == 0 { filled[list >> 6] &= ~(1 << UInt64(list & 63)) }
        }
    }

    private func firstFilled(from list: Int) -> Int? {
        guard list < FreeBlocks.listCount else { return nil }
        var index = list >> 6
        var bits = filled[index] & (~0 << UInt64(list & 63))
        while bits == 0 {
            index += 1
            guard index < filled.count else { return nil }
            bits = filled[index]
        }
        return index << 6 + bits.trailingZeroBitCount
    }

    /// The list that holds blocks of a size.
    private static func listOfSize(_ size: Int) -> Int {
        if size < exactSizeCount { return size }
        let power = Int.bitWidth - 1 - size.leadingZeroBitCount
        let step = (size >> (power - 3)) & (stepsPerPower - 1)
        return min(exactSizeCount + (power - 6) * stepsPerPower + step, listCount - 1)
    }

    /// The first list in which every block has at least a size.
    private static func listForRequest(_ size: Int) -> Int {
        if size < exactSizeCount { return size }
        let power = Int.bitWidth - 1 - size.leadingZeroBitCount
        return listOfSize(size + (1 << (power - 3)) - 1)
    }
}
