/// Where reading begins of files that are followed, and of which nothing is known.
package enum FollowStart: String, Sendable, CaseIterable {
    /// At their first line.
    case beginning
    /// Behind what they hold when the run begins; files that come later are read whole.
    case end
}
