internal import Synchronization

/// What all listeners and connections of a server share.
final class ServerState: Sendable {
    let limits: ServerLimits
    let intake: any EventIntake
    let counters = ServerCounters()
    let held: HeldBytes
    let connections: OpenConnections
    /// Connections to listeners that have nothing but pages: probes come through, however many send events.
    let pageConnections: OpenConnections
    let work = WorkInHand()
    private let stopping = Atomic(false)

    init(limits: ServerLimits, intake: any EventIntake) {
        self.limits = limits
        self.intake = intake
        connections = OpenConnections(limit: limits.connections)
        pageConnections = OpenConnections(limit: limits.pageConnections)
        held = HeldBytes(limit: limits.heldBytes)
    }

    var isStopping: Bool { stopping.load(ordering: .acquiring) }

    var connectionsOpen: Int { connections.count + pageConnections.count }

    func beginStopping() { stopping.store(true, ordering: .releasing) }
}
