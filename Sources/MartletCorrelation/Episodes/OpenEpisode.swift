internal import MartletEngine

/// Firings of a group that are one signal, as far as they have come.
struct OpenEpisode {
    var opening: Int64
    /// The time of the latest firing.
    var latest: Int64
    /// The time of the first match.
    var first: Int64
    /// The time of the last match that a firing took in.
    var last: Int64
    /// How many matches the group had counted before the first.
    var before: Int
    var count: Int
    /// The first match behind the latest firing.
    var pending: Int64?
    /// What was compared at the opening.
    var value: Quantity?
    /// The first severity case of a value that held at one of the firings.
    var valueCase: Int?
    var newValues: [[FieldValue]] = []
    /// Blocks of ``EvidenceBlock``.
    var evidence: [UInt64] = []
    var completing: Completing
    /// Of a quiet rule, the first match's signal, and where it is to be completed.
    var signal: [UInt8] = []
    var signalSplit = 0
    /// Whether anything has changed since it was opened.
    var hasChanged = false
    /// Whether a signal was given of it already, and whether that does not tell all.
    var isGiven = false
    var hasNews = false

    /// Nothing at all.
    static let none = OpenEpisode(
        opening: 0,
        latest: 0,
        first: 0,
        last: 0,
        before: 0,
        count: 0,
        completing: Completing()
    )

    /// How much memory its storage takes, roughly.
    var byteCount: Int {
        var count = evidence.count * 16 + signal.count + 64 + completing.byteCount
        for tuple in newValues {
            count += 48
            for value in tuple { count += 64 + value.text.count }
        }
        return count
    }
}
