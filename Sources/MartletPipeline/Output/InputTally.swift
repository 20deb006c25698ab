/// How far the results of one input are written.
struct InputTally {
    /// The name in signals and messages.
    let name: String
    /// How many of its lines are.
    var lineBase = 0
    var hasFailed = false
    /// When the last event so far happened, if it says so.
    var lastEventTime: Int64?
    /// How the input was begun, and how far it was read, if that is kept.
    var opening: InputOpening?
    var position: InputPosition?
    /// Whether the position's tail is that of its offset.
    var hasTail = false

    init(_ name: String) { self.name = name }
}
