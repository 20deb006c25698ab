/// How much of an input a chunk is.
struct ReadExtent: Sendable {
    /// How the input was begun; with its first chunk, if positions are kept.
    var opening: InputOpening?
    /// Lines before the chunk that were read by an earlier run.
    var skippedLineCount = 0
    /// The offset in the unpacked input behind the chunk; `nil` if it holds no line.
    var end: Int?
    /// The tail of a position at the end, if it is known already: the file may be cut off by the time it is
    /// asked for.
    var tail: UInt64?
    /// Whether its last line may go on when the file grows, so that it does not count yet.
    var isUnfinished = false
}
