internal import MartletEngine

/// What a group fires with.
struct FiringOutcome {
    var time: Int64
    /// The time of the last match that it takes in.
    var last: Int64
    /// The time of the first match of the window.
    var first: Int64
    /// How many matches the group had counted before the first, and up to the last.
    var before: Int
    var seen: Int
    /// What was compared.
    var value: Quantity?
    /// What is new.
    var newValues: [[FieldValue]] = []
}
