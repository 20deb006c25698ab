package import MartletEngine
package import MartletRules

/// What a signal of a correlation, or of a quiet rule, must say.
package struct ReferenceSignal {
    /// The rule's ordinal; correlations come behind all rules.
    package var ordinal: Int
    package var group: [FieldValue]
    package var time: Int64
    /// What was compared at the opening, if it is a number.
    package var value: ReferenceQuantity?
    /// What is new, each a tuple.
    package var newValues: [[FieldValue]] = []
    package var count: Int
    package var first: Int64
    package var last: Int64
    /// Where contributing matches are, in the order of evidence; empty for a quiet rule.
    package var evidence: [MatchRecord.Place] = []
    /// Where the completing match is; for a quiet rule the first one.
    package var source: MatchRecord.Place
    package var level: Level

    /// By time, rule and group.
    static func isInOrder(_ left: ReferenceSignal, _ right: ReferenceSignal) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.ordinal != right.ordinal { return left.ordinal < right.ordinal }
        return left.group.lexicographicallyPrecedes(right.group)
    }
}

/// What a correlation counts beside its signals.
package struct ReferenceCounts: Equatable, Sendable {
    /// Episodes, also those of silent correlations.
    package var signals = 0
    package var firings = 0
    /// Matches that are in no group.
    package var noGroup = 0
    /// Groups that matches did not join because they were in too many.
    package var groupOverflow = 0
    /// Windows that had not closed when the input ended.
    package var undecided = 0

    package init() {}
}

/// A moment at which a group's condition holds.
struct ReferenceFiring {
    let time: Int64
    /// The window, in the order of evidence.
    let window: [ReferenceMatch]
    var value: ReferenceQuantity?
    var newValues: [[FieldValue]] = []

    /// The last match that the firing took in.
    var completing: ReferenceMatch { window[window.count - 1] }
}

/// Firings that are one signal.
struct ReferenceEpisode {
    var firings: [ReferenceFiring]
    /// The last time that the episode before holds, if only its length ended it.
    var cut: Int64?
    /// The first time that the episode before tells of.
    var toldBefore: Int64?

    var opening: ReferenceFiring { firings[0] }
    /// The time of the last match that a firing took in.
    var last: Int64 { firings.map(\.completing.time).max() ?? opening.time }
    /// From when on it, and those that it was cut from, tell of the matches of its window.
    var told: Int64 {
        guard let cut, let toldBefore, cut >= opening.window[0].time else { return first }
        return toldBefore
    }
    var first: Int64 {
        let kept = opening.window.first { match in cut.map { match.time > $0 } ?? true }
        return kept?.time ?? opening.time
    }
}
