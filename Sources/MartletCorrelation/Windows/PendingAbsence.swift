/// An instant with matches of an absence's first rule that no match of the second has followed yet.
struct PendingAbsence {
    var time: Int64 = 0
    /// How many matches of the first rule there were before it, and up to its end.
    var before = 0
    var seen = 0
    var next: UInt32 = 0
    /// Blocks of ``EvidenceBlock``.
    var evidence: [UInt64] = []
    var completing = Completing()

    /// How much memory its storage takes, roughly.
    var byteCount: Int {
        32 + evidence.count * 16 + completing.byteCount
    }
}
