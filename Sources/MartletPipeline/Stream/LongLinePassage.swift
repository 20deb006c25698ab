/// Measures a line that is too long to be kept, piece by piece, and copies it to the dead letters.
struct LongLinePassage {
    private let deadLetters: (any Sink)?
    /// A carriage return came last: it is dropped if a line feed follows.
    private var holdsCarriageReturn = false
    /// Bytes so far; at the end without a line break.
    private(set) var length = 0
    /// Bytes so far; at the end with the line break.
    private(set) var byteCount = 0
    private(set) var lineFeedCount = 0

    init(deadLetters: (any Sink)?) {
        self.deadLetters = deadLetters
    }

    /// Takes the next bytes.
    mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) throws(PipelineError) {
        guard bytes.count > 0 else { return }
        try writeHeldCarriageReturn()
        length += bytes.count
        byteCount += bytes.count
        unsafe lineFeedCount += LineFeed.count(in: bytes)
        // SAFETY: the count is above zero.
        unsafe holdsCarriageReturn = bytes[bytes.count - 1] == UInt8(ascii: "\r")
        let kept = holdsCarriageReturn ? bytes.count - 1 : bytes.count
        try unsafe deadLetters?.write(UnsafeBufferPointer(rebasing: bytes[..<kept]).span)
    }

    /// Ends the line, whose line feed, if it has one, was not passed.
    mutating func end(hasLineFeed: Bool) throws(PipelineError) {
        if hasLineFeed {
            byteCount += 1
            if holdsCarriageReturn { length -= 1 }
        } else {
            try writeHeldCarriageReturn()
        }
        try deadLetters?.write([LineFeed.byte].span)
    }

    private mutating func writeHeldCarriageReturn() throws(PipelineError) {
        guard holdsCarriageReturn else { return }
        holdsCarriageReturn = false
        try deadLetters?.write([UInt8(ascii: "\r")].span)
    }
}
