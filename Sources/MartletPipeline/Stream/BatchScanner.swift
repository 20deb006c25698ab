/// Follows the lines of a stream that is divided by batch marks.
struct BatchScanner {
    /// The bytes before it are whole lines of one batch.
    private(set) var boundary = 0
    /// The mark behind them, if they are the last of the batch.
    private(set) var mark: BatchMark?

    /// Looks at lines that were not seen before, up to a mark; the bytes are all since the last cut.
    mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
        while mark == nil {
            // SAFETY: the boundary is at most the count, and so is what follows a line feed found.
            let rest = unsafe UnsafeBufferPointer(rebasing: bytes[boundary...])
            guard let feed = unsafe LineFeed.first(in: rest) else { return }
            let line = unsafe UnsafeBufferPointer(rebasing: rest[...feed])
            mark = unsafe BatchMark(line: line)
            if mark == nil { boundary += line.count }
        }
    }
}
