/// A line by which whoever feeds a stream asks to be told when all before it is done.
///
///     {"martlet.batch":12}
///
/// Exactly this, with a line feed or CRLF behind it and no white space; any other line is an event.
struct BatchMark: Equatable {
    private static let opening = Array(#"{"martlet.batch":"#.utf8)
    /// Twenty digits hold every number.
    private static let lengths = opening.count + 2...opening.count + 22

    /// What the feeder calls the batch.
    let number: UInt64
    /// The length of the line, with its line break.
    let byteCount: Int

    /// Reads a line, with its line feed; `nil` if it is no mark.
    init?(line: UnsafeBufferPointer<UInt8>) {
        var count = line.count - 1
        // SAFETY: every index is below the count of the line, which ends with its line feed.
        guard count > 0, unsafe line[count] == LineFeed.byte else { return nil }
        if unsafe line[count - 1] == UInt8(ascii: "\r") { count -= 1 }
        guard BatchMark.lengths.contains(count),
            unsafe line.starts(with: BatchMark.opening),
            unsafe line[count - 1] == UInt8(ascii: "}")
        else { return nil }
        var number: UInt64 = 0
        for index in BatchMark.opening.count..<count - 1 {
            let digit = unsafe line[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (shifted, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = shifted.addingReportingOverflow(UInt64(digit))
            guard !isTooLarge, !overflows else { return nil }
            number = sum
        }
        self.number = number
        self.byteCount = line.count
    }
}
