/// A match on its way to a group.
struct Delivery: BitwiseCopyable {
    /// The hash of the group.
    var hash: UInt64
    /// The match, as an index of the stage's.
    var match: UInt32
    /// Where the words of the group begin in those of the slice.
    var wordStart: UInt32
    var wordCount: UInt32
    var lane: UInt32
    var member: UInt32
}
