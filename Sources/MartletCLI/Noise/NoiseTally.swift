internal import Synchronization

/// What the threads of a run counted.
final class NoiseTally: Sendable {
    private let counts = Mutex(NoiseCounts())

    /// All that was counted.
    var result: NoiseCounts { counts.withLock { $0 } }

    /// Adds what one thread counted.
    func add(_ other: NoiseCounts) {
        counts.withLock { $0.add(other) }
    }
}
