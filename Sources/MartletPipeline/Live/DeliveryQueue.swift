internal import Synchronization

/// Events that were handed over by somebody who waits until they are dealt with.
///
/// Any thread may deliver; nothing blocks. What is accepted is held in memory until it is dealt with,
/// and never more than the limit of it.
package final class DeliveryQueue: Sendable {
    /// What became of a delivery.
    package enum Outcome: Sendable, Equatable {
        /// Its signals are written.
        case written
        /// Unpacked, it exceeds the limit; what lies before was scanned.
        case tooLarge
        /// It could not be unpacked to its end; what lies before was scanned.
        case unreadable(String)
        /// It was not dealt with: the run ended before.
        case abandoned
    }

    /// A delivery whose turn has come.
    struct Delivery: Sendable {
        let number: Int
        let bytes: [UInt8]
        let source: String
        let isLines: Bool
        let arrival = ContinuousClock.now
    }

    private struct State {
        var waiting: [Delivery] = []
        /// How many of these were taken; they are removed now and then.
        var takenCount = 0
        var completions: [Int: (byteCount: Int, call: @Sendable (Outcome) -> Void)] = [:]
        var heldByteCount = 0
        var lastNumber = 0
        var isClosed = false
        var wake: (@Sendable () -> Void)?
    }

    private let byteLimit: Int
    /// How large a delivery may be when it is unpacked.
    let unpackedByteLimit: Int
    private let state = Mutex(State())

    /// A queue without deliveries.
    ///
    /// - Parameters:
    ///   - byteLimit: how many bytes of deliveries are held at a time; one alone may exceed it.
    ///   - unpackedByteLimit: how large a delivery may be when it is unpacked.
    package init(byteLimit: Int, unpackedByteLimit: Int) {
        self.byteLimit = byteLimit
        self.unpackedByteLimit = unpackedByteLimit
    }

    /// The bytes of deliveries that are not dealt with yet.
    package var heldByteCount: Int { state.withLock { $0.heldByteCount } }

    /// The deliveries that are not dealt with yet.
    package var heldCount: Int { state.withLock { $0.completions.count } }

    /// Delivers events.
    ///
    /// - Parameters:
    ///   - bytes: lines, a JSON array or object, or these packed by gzip or zstd.
    ///   - source: the name in signals.
    ///   - isLines: whether the bytes are known to be plain lines.
    ///   - completion: called once, from any thread, if the events are accepted.
    /// - Returns: whether they are; if not, there is no room, or the run ends.
    package func deliver(
        _ bytes: [UInt8],
        from source: String,
        isLines: Bool = false,
        completion: @escaping @Sendable (Outcome) -> Void
    ) -> Bool {
        let wake: (@Sendable () -> Void)? = state.withLock { state in
            let isFull =
                state.heldByteCount > 0 && state.heldByteCount + bytes.count > byteLimit
            guard !state.isClosed, !isFull else { return nil }
            state.lastNumber += 1
            state.heldByteCount += bytes.count
            state.completions[state.lastNumber] = (bytes.count, completion)
            state.waiting.append(
                Delivery(
                    number: state.lastNumber,
                    bytes: bytes,
                    source: source,
                    isLines: isLines
                )
            )
            return state.wake ?? {}
        }
        wake?()
        return wake != nil
    }

    /// Whether there is room for a delivery.
    package var hasRoom: Bool {
        state.withLock { !$0.isClosed && $0.heldByteCount < byteLimit }
    }

    /// Accepts nothing any more, and gives up what is not dealt with; for when the run has ended.
    package func close() {
        let completions = state.withLock { state in
            state.isClosed = true
            state.waiting = []
            state.heldByteCount = 0
            defer { state.completions = [:] }
            return state.completions
        }
        for (_, completion) in completions { completion.call(.abandoned) }
    }

    /// Names what to call when something is delivered.
    func onDelivery(_ wake: @escaping @Sendable () -> Void) {
        state.withLock { $0.wake = wake }
    }

    /// The delivery whose turn it is.
    func next() -> Delivery? {
        state.withLock { state in
            guard state.takenCount < state.waiting.count else { return nil }
            let delivery = state.waiting[state.takenCount]
            state.takenCount += 1
            if state.takenCount == state.waiting.count || state.takenCount >= 1024 {
                state.waiting.removeFirst(state.takenCount)
                state.takenCount = 0
            }
            return delivery
        }
    }

    /// Says what became of a delivery.
    func finish(_ number: Int, _ outcome: Outcome) {
        let completion = state.withLock { state in
            let completion = state.completions.removeValue(forKey: number)
            state.heldByteCount -= completion?.byteCount ?? 0
            return completion
        }
        completion?.call(outcome)
    }
}
