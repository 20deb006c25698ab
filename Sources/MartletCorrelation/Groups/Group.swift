/// What is known of one group of a correlation; its matches, values and episode are elsewhere.
///
/// 0 is none in all numbers.
struct Group {
    /// The block of the ``WordHeap`` with the correlation and the values.
    var key: UInt32 = 0
    /// The hash by which it is found.
    var hash: UInt32 = 0
    var lane: UInt32 = 0
    /// The groups whose latest match is a little earlier and later.
    var staler: UInt32 = 0
    var fresher: UInt32 = 0
    /// Its place among the alarms.
    var alarm: UInt32 = 0
    /// One more than its place among the groups that have matches at the current instant.
    var touch: UInt32 = 0
    /// The open episode.
    var episode: UInt32 = 0
    /// The time of the latest match.
    var latest: Int64 = .min
    /// Where the window begins, if ``hasWindow``; for new values, when learning began.
    var start: Int64 = 0
    /// The oldest and the newest match of the window; of an absence, what waits.
    var oldest: UInt32 = 0
    var newest: UInt32 = 0
    var entryCount: UInt32 = 0
    /// Different keys in the window; for new values, matches of the instant that bring one.
    var keyCount: UInt32 = 0
    /// Matches of the window that count.
    var counted: UInt32 = 0
    /// The oldest and the newest evidence.
    var oldestEvidence: UInt32 = 0
    var newestEvidence: UInt32 = 0
    /// What the kind needs: a set of values, of numbers, or the times of rules.
    var extra: UInt32 = 0
    /// Matches that counted, ever.
    var seen: Int = 0
    /// The last match of a window that is decided when it closes.
    var completing: UInt32 = 0
    /// How much evidence there is, if there is one member.
    var evidenceCount: UInt8 = 0
    var hasWindow = false
    /// Whether its keys are in the index, because they are many.
    var hasKeyIndex = false
    /// Whether the second rule of an absence matches at the current instant.
    var isFollowed = false
}
