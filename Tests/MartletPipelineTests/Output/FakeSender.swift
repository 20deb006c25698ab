import MartletPipeline
import Synchronization

/// Keeps what it is sent, and says what it is told to say.
final class FakeSender: SignalSender {
    private struct State {
        var outcomes: [SendOutcome]
        var batches: [[String]] = []
        var taken: [String] = []
    }

    let batchCount: Int
    /// What it says when there is nothing left to say.
    private let last: SendOutcome
    /// A signal that makes it refuse whatever holds it.
    private let refused: String?
    private let state: Mutex<State>

    init(
        _ outcomes: [SendOutcome] = [],
        last: SendOutcome = .taken,
        refusing refused: String? = nil,
        batchCount: Int = 100
    ) {
        state = Mutex(State(outcomes: outcomes))
        self.last = last
        self.refused = refused
        self.batchCount = batchCount
    }

    func send(_ signals: ArraySlice<[UInt8]>) -> SendOutcome {
        let lines = signals.map { String(decoding: $0, as: UTF8.self) }
        return state.withLock { state in
            state.batches.append(lines)
            if let refused, lines.contains(refused) { return .refused("HTTP 413") }
            let outcome = state.outcomes.isEmpty ? last : state.outcomes.removeFirst()
            if outcome == .taken { state.taken += lines }
            return outcome
        }
    }

    func close() {}

    var batches: [[String]] { state.withLock { $0.batches } }
    var taken: [String] { state.withLock { $0.taken } }
}
