/// What became of the state of an earlier run, in correlations and quiet rules.
package struct StateChange: Sendable, Equatable {
    /// Those that go on with what they had.
    package var kept = 0
    /// Those that are gone, or are not what they were; what they had is dropped.
    package var dropped = 0
    /// Those that begin with nothing.
    package var fresh = 0

    package init(kept: Int = 0, dropped: Int = 0, fresh: Int = 0) {
        self.kept = kept
        self.dropped = dropped
        self.fresh = fresh
    }
}
