internal import Synchronization

/// How many deliveries are made and not yet done; a server that stops waits for them.
final class WorkInHand: Sendable {
    private let deliveries = Atomic<Int>(0)

    var count: Int { deliveries.load(ordering: .acquiring) }

    func begin() { deliveries.add(1, ordering: .acquiringAndReleasing) }

    func end() { deliveries.subtract(1, ordering: .acquiringAndReleasing) }
}
