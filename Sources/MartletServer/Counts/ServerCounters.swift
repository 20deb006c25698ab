internal import Synchronization

/// Counts what happens on all event loops.
final class ServerCounters: Sendable {
    private let counts = Mutex(ServerCounts())

    var current: ServerCounts { counts.withLock { $0 } }

    func count(_ change: (inout ServerCounts) -> Void) {
        counts.withLock { change(&$0) }
    }

    func count(_ refusal: Refusal) {
        counts.withLock { $0.refusals[refusal, default: 0] += 1 }
    }
}
