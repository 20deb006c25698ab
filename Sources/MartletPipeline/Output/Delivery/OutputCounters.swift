internal import Synchronization

/// What an output has done so far, for other threads to look at.
package final class OutputCounters: Sendable {
    /// The counts at one time.
    package struct Counts: Sendable, Equatable {
        /// Signals that were taken by whom they are for.
        package var delivered = 0
        /// Tries that failed.
        package var failures = 0
        /// Signals that were set aside in the dead-letter file.
        package var setAside = 0
        /// Signals that nobody has.
        package var dropped = 0
        /// Signals that wait, and what they take.
        package var waiting = 0
        package var heldByteCount = 0
    }

    /// What the output is called.
    package let name: String
    private let state = Mutex(Counts())

    package init(name: String) {
        self.name = name
    }

    /// The counts now.
    package var counts: Counts { state.withLock { $0 } }

    func update(_ body: (inout Counts) -> Void) {
        state.withLock { body(&$0) }
    }
}
