/// A value, or a tuple of them, that a group has.
struct ValueEntry {
    /// When a match had it last.
    var latest: Int64 = 0
    /// Since when it is known.
    var since: Int64 = 0
    var group: UInt32 = 0
    var hash: UInt32 = 0
    /// The block with the values, and how many words it has.
    var block: UInt32 = 0
    var wordCount: UInt32 = 0
    /// The values whose latest match is a little earlier and later.
    var staler: UInt32 = 0
    var fresher: UInt32 = 0
}
