internal import MartletEngine

/// Finds a last line that its writer may not have finished.
enum UnfinishedLine {
    /// The length of a line at the end of bytes that has no line feed and is no whole JSON object, so
    /// that it may go on; 0 if there is none.
    static func length(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let start = unsafe LineFeed.last(in: bytes).map { $0 + 1 } ?? 0
        let count = bytes.count - start
        guard count > 0, let base = bytes.baseAddress else { return 0 }
        var validator = StrictValidator()
        // SAFETY: the validator reads the count of bytes from the start on, which are there.
        return unsafe validator.validate(base + start, count: count) == nil ? 0 : count
    }
}
