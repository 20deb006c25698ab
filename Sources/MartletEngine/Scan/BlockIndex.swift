internal import CMartletKernels

/// Where the quotes and brackets of one text are: four bit masks for every 64 bytes.
///
///     text     {"a":"x\"{"}        one bit a byte, the first byte on the left
///     quote    .1.1.1....1.        quotes that open or close a string
///     open     1...........        { [ outside strings
///     close    ...........1        } ] outside strings
///     special  .......1....        backslashes and control characters
///
/// The masks are remade for every line and stay in the nearest cache. Bits at and behind the end
/// of the text are set in `quote` and `close`, so that a search always ends; its caller compares
/// the result with the length.
package struct BlockIndex: ~Copyable {
    private let kernel: BlockKernel
    private var blocks: Buffer<martlet_block>
    /// For each block, a depth of brackets that no place in it is below.
    private var floors: Buffer<Int32>
    private var lastBlock = 0

    package init(kernel: BlockKernel) {
        self.kernel = kernel
        self.blocks = Buffer(repeating: martlet_block(), count: 1024)
        self.floors = Buffer(repeating: 0, count: 1024)
    }

    /// Indexes a text, in place of the one before.
    @inline(__always)
    package mutating func index(_ text: ByteView) {
        lastBlock = text.count / 64
        // One more than is written, since a search looks at two blocks at once.
        if lastBlock + 1 >= blocks.count {
            blocks.grow(to: lastBlock + 2, repeating: martlet_block())
            floors.grow(to: blocks.count, repeating: 0)
        }
        // SAFETY: the buffers have room for every block, and the text is padded.
        unsafe kernel.index(text.pointer(), text.count, blocks.pointer(), floors.pointer())
    }

    /// The offset of the first unescaped quote at or behind an offset, or one at or behind the end.
    @inline(__always)
    package func nextQuote(from offset: Int) -> Int {
        let window = window(from: offset) { $0.quote }
        if window != 0 { return offset &+ window.trailingZeroBitCount }
        return nextQuote(fromBlock: offset >> 6 &+ 1)
    }

    /// A mask of the 64 bytes from an offset on, out of two blocks.
    ///
    /// Whether a short string crosses the edge of a block is a coin's toss, and a branch on it would
    /// be mispredicted as often.
    @inline(__always)
    private func window(from offset: Int, _ mask: (martlet_block) -> UInt64) -> UInt64 {
        let block = offset >> 6
        let shift = UInt64(truncatingIfNeeded: offset & 63)
        return mask(blocks[block]) &>> shift
            | (mask(blocks[block &+ 1]) &<< 1) &<< (63 &- shift)
    }

    /// The offset of the first quote in a block or behind it, the first 64 bytes of which hold none
    /// that counts.
    @inline(never)
    private func nextQuote(fromBlock first: Int) -> Int {
        var block = first
        while blocks[block].quote == 0 { block &+= 1 }
        return block << 6 | blocks[block].quote.trailingZeroBitCount
    }

    /// The offset of the bracket that closes the container around an offset, at or behind it; one at
    /// or behind the end if there is none.
    ///
    /// Brackets are counted, not told apart: `{]` closes. Only what is visited is checked.
    @inline(__always)
    package func closingBracket(from offset: Int) -> Int {
        // Small containers that hold no others end in the next 64 bytes.
        let close = window(from: offset) { $0.close }
        let first = close & (0 &- close)
        if first != 0, window(from: offset, { $0.open }) & (first &- 1) == 0 {
            return offset &+ first.trailingZeroBitCount
        }
        return distantClosingBracket(from: offset)
    }

    @inline(never)
    private func distantClosingBracket(from offset: Int) -> Int {
        let block = offset >> 6
        let inside: UInt64 = ~0 &<< UInt64(truncatingIfNeeded: offset & 63)
        let open = blocks[block].open & inside
        let close = blocks[block].close & inside
        // Most containers end in the block in which they start; the others pass over whole blocks.
        let found = closingBracket(open: open, close: close, depth: 1)
        if found.bit >= 0 { return block << 6 | found.bit }
        let depthOfNext =
            Int(floors[block]) &+ blocks[block].open.nonzeroBitCount
        let outside = Int32(truncatingIfNeeded: depthOfNext &- found.depth)
        return closingBracket(from: block &+ 1, outside: outside)
    }

    /// The offset of the bracket that brings the depth down to `outside`.
    ///
    /// A floor is a bound: where it is reached, brackets may still open before they close.
    private func closingBracket(from start: Int, outside: Int32) -> Int {
        var block = start
        while block <= lastBlock {
            if floors[block] <= outside {
                let depth =
                    Int(floors[block] &- outside) &+ blocks[block].close.nonzeroBitCount
                let end = closingBracket(
                    open: blocks[block].open,
                    close: blocks[block].close,
                    depth: depth
                )
                if end.bit >= 0 { return block << 6 | end.bit }
            }
            block &+= 1
        }
        return block << 6
    }

    /// Follows the brackets of one block from a depth; the bit that brings it to 0, or -1.
    @inline(__always)
    private func closingBracket(
        open: UInt64,
        close: UInt64,
        depth start: Int
    ) -> (bit: Int, depth: Int) {
        var depth = start
        var brackets = open | close
        while brackets != 0 {
            let lowest = brackets & (0 &- brackets)
            if close & lowest != 0 {
                depth &-= 1
                if depth == 0 { return (lowest.trailingZeroBitCount, 0) }
            } else {
                depth &+= 1
            }
            brackets ^= lowest
        }
        return (-1, depth)
    }

    /// Whether a backslash or a control character stands in a range.
    @inline(__always)
    package func holdsSpecial(from start: Int, to end: Int) -> Bool {
        guard start < end else { return false }
        let first = start >> 6
        let last = (end &- 1) >> 6
        let head: UInt64 = ~0 &<< UInt64(truncatingIfNeeded: start & 63)
        let tail: UInt64 = ~0 &>> UInt64(truncatingIfNeeded: 63 &- ((end &- 1) & 63))
        if first == last { return blocks[first].special & head & tail != 0 }
        if blocks[first].special & head != 0 || blocks[last].special & tail != 0 { return true }
        var block = first &+ 1
        while block < last {
            if blocks[block].special != 0 { return true }
            block &+= 1
        }
        return false
    }
}
