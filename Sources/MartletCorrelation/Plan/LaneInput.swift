/// A lane that reads the matches of a rule or a correlation, and as which of its members.
struct LaneInput: Sendable {
    var lane: Int
    var member: Int
}
