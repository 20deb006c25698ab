/// A match on its way to a group, with all that most lanes need of it: matches lie all over memory.
struct Delivery: BitwiseCopyable {
    /// The hash of the group.
    var hash: UInt64
    var time: Int64
    var key: UInt64
    /// The match, as an index of the stage's.
    var match: UInt32
    var lane: UInt32
    var member: UInt32
    /// Where the words of the group are among those of the slice.
    var group: Words
    /// Where its ``EvidenceBlock`` is; empty if nobody will ask for it.
    var evidence: Words

    /// A part of the words of a slice.
    struct Words: BitwiseCopyable {
        var start: UInt32
        var count: UInt32

        /// What was written since there were so many words.
        init(from start: Int, to end: Int) {
            self.start = UInt32(start)
            self.count = UInt32(end - start)
        }

        var isEmpty: Bool { count == 0 }

        func callAsFunction(of words: [UInt64]) -> ArraySlice<UInt64> {
            words[Int(start)..<Int(start) + Int(count)]
        }
    }
}
