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
    private var lastBlock = 0

    package init(kernel: BlockKernel) {
        self.kernel = kernel
        self.blocks = Buffer(repeating: martlet_block(), count: 1024)
    }

    /// Indexes a text, in place of the one before.
    @inline(__always)
    package mutating func index(_ text: ByteView) {
        lastBlock = text.count / 64
        if lastBlock >= blocks.count {
            blocks.grow(to: lastBlock + 1, repeating: martlet_block())
        }
        // SAFETY: the buffer has room for every block, and the text is padded.
        unsafe kernel.function(text.pointer(), text.count, blocks.pointer())
    }

    /// The offset of the first unescaped quote at or behind an offset, or one at or behind the end.
    @inline(__always)
    package func nextQuote(from offset: Int) -> Int {
        var block = offset >> 6
        var mask = blocks[block].quote & (~0 << UInt64(offset & 63))
        while mask == 0 {
            block &+= 1
            mask = blocks[block].quote
        }
        return block << 6 | mask.trailingZeroBitCount
    }

    /// The offset of the bracket that closes the one at `offset`, or one at or behind the end.
    ///
    /// Brackets are counted, not told apart: `{]` closes. Only what is visited is checked.
    package func closingBracket(of offset: Int) -> Int {
        var block = offset >> 6
        let behind: UInt64 = (~0 << UInt64(offset & 63)) << 1
        var open = blocks[block].open & behind
        var close = blocks[block].close & behind
        var depth = 1
        while true {
            let closing = close.nonzeroBitCount
            if closing >= depth {
                // The end may be in this block: walk its closing brackets, counting what opens before.
                while close != 0 {
                    let bit = close.trailingZeroBitCount
                    let before = open & ((1 << UInt64(bit)) &- 1)
                    depth &+= before.nonzeroBitCount
                    open ^= before
                    depth &-= 1
                    if depth == 0 { return block << 6 | bit }
                    close &= close &- 1
                }
                depth &+= open.nonzeroBitCount
            } else {
                depth &+= open.nonzeroBitCount &- closing
            }
            block &+= 1
            guard block <= lastBlock else { return block << 6 }
            open = blocks[block].open
            close = blocks[block].close
        }
    }

    /// Whether a backslash or a control character stands in a range.
    @inline(__always)
    package func holdsSpecial(from start: Int, to end: Int) -> Bool {
        guard start < end else { return false }
        let first = start >> 6
        let last = (end &- 1) >> 6
        let head: UInt64 = ~0 << UInt64(start & 63)
        let tail: UInt64 = ~0 >> UInt64(63 &- ((end &- 1) & 63))
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
