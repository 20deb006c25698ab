import MartletServer
import Synchronization

/// An intake that a test tells what to do, and that remembers what it got.
final class FakeIntake: EventIntake {
    enum Manner: Sendable {
        /// Takes all, and ends it at once in this way.
        case ends(DeliveryOutcome)
        /// Takes all, and lets it wait for ``finish(_:)``.
        case holds
        case refuses
    }

    private struct State {
        var manner: Manner
        var isReady = true
        var deliveries: [Delivery] = []
        var refused = 0
        var completions: [@Sendable (DeliveryOutcome) -> Void] = []
    }

    private let state: Mutex<State>

    init(_ manner: Manner = .ends(.written)) { state = Mutex(State(manner: manner)) }

    var isReady: Bool { state.withLock { $0.isReady } }

    var deliveries: [Delivery] { state.withLock { $0.deliveries } }

    /// What came in so far, one after the other.
    var text: String { String(decoding: deliveries.flatMap(\.bytes), as: UTF8.self) }

    var refused: Int { state.withLock { $0.refused } }

    var held: Int { state.withLock { $0.completions.count } }

    func set(_ manner: Manner) { state.withLock { $0.manner = manner } }

    func set(isReady: Bool) { state.withLock { $0.isReady = isReady } }

    /// Ends what is held.
    func finish(_ outcome: DeliveryOutcome = .written) {
        let completions = state.withLock { state in
            defer { state.completions = [] }
            return state.completions
        }
        for completion in completions { completion(outcome) }
    }

    func take(
        _ delivery: Delivery,
        completion: @escaping @Sendable (DeliveryOutcome) -> Void
    ) -> Bool {
        let outcome: DeliveryOutcome?? = state.withLock { state in
            switch state.manner {
            case .refuses:
                state.refused += 1
                return .none
            case .holds:
                state.deliveries.append(delivery)
                state.completions.append(completion)
                return .some(nil)
            case .ends(let outcome):
                state.deliveries.append(delivery)
                return .some(outcome)
            }
        }
        guard let outcome else { return false }
        if let outcome { completion(outcome) }
        return true
    }
}
