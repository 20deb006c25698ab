internal import Synchronization

/// What all listeners and connections of a server share.
final class ServerState: Sendable {
    let limits: ServerLimits
    let intake: any EventIntake
    let counters = ServerCounters()
    let held: HeldBytes
    let connections = OpenConnections()
    let work = WorkInHand()
    private let stopping = Atomic(false)

    init(limits: ServerLimits, intake: any EventIntake) {
        self.limits = limits
        self.intake = intake
        held = HeldBytes(limit: limits.heldBytes)
    }

    var isStopping: Bool { stopping.load(ordering: .acquiring) }

    func beginStopping() { stopping.store(true, ordering: .releasing) }
}
