internal import MartletEngine
internal import MartletRules

/// Sends signals to somebody else, on a thread of its own.
///
/// Signals wait in a queue of bounded size; who writes to a full one waits. What fails is tried
/// again, and set aside in a file when it has failed for long enough or is refused for good. So
/// each signal is delivered at least once, or is in that file, before ``settle(until:)`` returns.
package final class DeliverySink: Sink {
    /// How far it is with its end.
    enum Phase {
        /// Signals may come.
        case open
        /// No more signals will come.
        case closing
        /// The thread has ended.
        case ended
    }

    struct State {
        var queue = LineQueue()
        /// How many wait for all to be sent, so that gathering more would cost time.
        var waiterCount = 0
        /// The last try failed.
        var isFailing = false
        /// Signals that were refused for good and are nowhere.
        var refusedCount = 0
        /// Whether the queue may grow beyond its limit.
        var isLifted = false
        /// When what is left is given up.
        var deadline: ContinuousClock.Instant?
        var phase = Phase.open
        /// Signals that are neither delivered nor set aside, now that nothing is tried any more.
        var undelivered = 0
        /// Why signals could not be set aside.
        var failure: PipelineError?
    }

    let name: String
    package let options: DeliveryOptions
    let sender: any SignalSender
    let deadLetters: DescriptorSink?
    package let counters: OutputCounters
    let report: @Sendable (DeliveryNotice) -> Void
    let state = Monitor(State())

    /// Starts to deliver.
    ///
    /// - Parameters:
    ///   - name: what to call the output in messages.
    ///   - sender: brings signals to whom they are for.
    ///   - options: limits, and what happens when it fails.
    ///   - deadLetters: takes signals that cannot be delivered; closed by ``close()``.
    ///   - counters: counts what is done.
    ///   - report: told of outages, from another thread.
    /// - Throws: if the system has no thread left.
    package init(
        name: String,
        sender: any SignalSender,
        options: DeliveryOptions,
        deadLetters: DescriptorSink?,
        counters: OutputCounters,
        report: @escaping @Sendable (DeliveryNotice) -> Void
    ) throws(PipelineError) {
        self.name = name
        self.sender = sender
        self.options = options
        self.deadLetters = deadLetters
        self.counters = counters
        self.report = report
        guard
            let thread = POSIXThread({ [self] in
                var loop = DeliveryLoop(self)
                loop.run()
            })
        else {
            try? deadLetters?.close()
            throw PipelineError(
                action: "cannot deliver",
                path: name,
                reason: "the system has no thread left"
            )
        }
        thread.detach()
    }

    /// Whether signals that cannot be delivered are set aside or dropped.
    package var canGiveUp: Bool { deadLetters != nil || options.drops }

    package var identities: [FileIdentity] { deadLetters?.identities ?? [] }

    package func write(_ bytes: Span<UInt8>) throws(PipelineError) {
        var lines: [[UInt8]] = []
        LineFeed.forEachLine(of: bytes) { lines.append($0) }
        for line in lines { try write(line) }
    }

    private func write(_ line: [UInt8]) throws(PipelineError) {
        enum Step {
            case written
            case dropped
            case failed(PipelineError)
        }
        let byteCount = LineQueue.byteCount(of: line)
        let step = state.wait(
            until: { $0.deadline },
            for: { state -> Step? in
                if let failure = self.failure(in: state) { return .failed(failure) }
                let held = state.queue.heldByteCount
                if held > 0, held + byteCount > options.queueByteLimit, !state.isLifted {
                    return options.drops ? .dropped : nil
                }
                state.queue.append(line)
                // What comes late has its time as well, if it is likely to arrive.
                if let deadline = state.deadline, !state.isFailing {
                    state.deadline = max(deadline, .now + options.stopping)
                }
                note(state)
                return .written
            }
        )
        switch step {
        case .written: state.wakeAll()
        case .dropped: counters.update { $0.dropped += 1 }
        case .failed(let failure): throw failure
        case nil:
            giveUp()
            try write(line)
        }
    }

    package func settle(until deadline: ContinuousClock.Instant?) throws(PipelineError) -> Bool {
        state.update { $0.waiterCount += 1 }
        defer { state.update { $0.waiterCount -= 1 } }
        enum Step {
            case settled
            case unsettled
            case failed(PipelineError)
        }
        let step = state.wait(
            until: { state in
                guard let deadline else { return state.deadline }
                return min(deadline, state.deadline ?? deadline)
            },
            for: { state -> Step? in
                if let failure = self.failure(in: state) { return .failed(failure) }
                if state.queue.count == 0 { return .settled }
                // Whoever does not wait for as long as it takes need not wait for an outage.
                let isOver = state.deadline.map { $0 <= .now } ?? false
                return deadline != nil && state.isFailing && !isOver ? .unsettled : nil
            }
        )
        switch step {
        case .settled: return true
        case .unsettled: return false
        case .failed(let failure): throw failure
        case nil:
            let mustEnd = state.update { ($0.deadline ?? .now + .seconds(1)) <= .now }
            guard mustEnd else { return false }
            giveUp()
            return try settle(until: deadline)
        }
    }

    package func synchronize() throws(PipelineError) { try deadLetters?.synchronize() }

    /// Lets the queue grow beyond its limit, or keep to it again.
    ///
    /// For a run that is to rest, and must not wait for an outage to end: what is read already goes in.
    package func lift(_ isLifted: Bool) {
        state.update { $0.isLifted = isLifted }
    }

    /// Whether the queue has grown beyond its limit.
    package var isOverfull: Bool {
        state.update { $0.queue.heldByteCount > options.queueByteLimit }
    }

    /// Leaves what is not delivered yet to another sink, and ends.
    ///
    /// Nothing may be written to either meanwhile. What is being sent may arrive twice.
    ///
    /// - Throws: if the dead-letter file cannot be closed.
    package func handOver(to next: DeliverySink) throws(PipelineError) {
        let rest = state.update { state -> [[UInt8]] in
            let rest = state.queue.prefix(.max, byteLimit: .max)
            state.queue.removeFirst(rest.count)
            state.phase = .closing
            note(state)
            return Array(rest)
        }
        next.state.update { state in
            for line in rest { state.queue.append(line) }
            next.note(state)
        }
        try close()
    }

    /// Lets what is left be sent for a while, and then sets it aside.
    package func beginStopping() {
        state.update { $0.deadline = $0.deadline ?? .now + options.stopping }
    }

    /// Waits until all is delivered or set aside, and ends.
    ///
    /// - Throws: if signals are lost, or the dead-letter file cannot be closed.
    package func close() throws(PipelineError) {
        var failure: PipelineError?
        do throws(PipelineError) {
            _ = try settle(until: nil)
        } catch {
            failure = error
        }
        state.update { if $0.phase == .open { $0.phase = .closing } }
        // What is being sent has been set aside, if that takes longer.
        state.wait(until: .now + .seconds(1)) { $0.phase == .ended }
        let refusedCount = state.update { $0.refusedCount }
        if failure == nil, refusedCount > 0 {
            failure = PipelineError(
                action: "cannot deliver",
                path: name,
                reason:
                    "\(refusedCount) signals were refused and are lost; 'dead-letter' names a file for them"
            )
        }
        do throws(PipelineError) {
            try deadLetters?.synchronize()
            try deadLetters?.close()
        } catch {
            failure = failure ?? error
        }
        if let failure { throw failure }
    }

    private func failure(in state: State) -> PipelineError? {
        if let failure = state.failure { return failure }
        guard state.undelivered > 0 else { return nil }
        return PipelineError(
            action: "cannot deliver",
            path: name,
            reason:
                "\(state.undelivered) signals were not delivered; 'dead-letter' names a file for them"
        )
    }

    /// Sets everything aside that waits: the time for it is over.
    private func giveUp() {
        state.update { state in
            let rest = state.queue.prefix(.max, byteLimit: .max)
            setAside(rest, &state)
            if deadLetters == nil, !options.drops { state.undelivered += rest.count }
            state.queue.removeFirst(rest.count)
            note(state)
        }
    }

    /// Keeps signals that cannot be delivered, or counts them.
    func setAside(_ signals: ArraySlice<[UInt8]>, _ state: inout State) {
        guard let deadLetters else {
            return counters.update { $0.dropped += signals.count }
        }
        var bytes: [UInt8] = []
        for signal in signals {
            bytes += signal
            bytes.append(LineFeed.byte)
        }
        do throws(PipelineError) {
            try deadLetters.write(bytes.span)
            counters.update { $0.setAside += signals.count }
        } catch {
            state.failure = state.failure ?? error
        }
    }

    /// Shows what waits.
    func note(_ state: State) {
        counters.update { counts in
            counts.waiting = state.queue.count
            counts.heldByteCount = state.queue.heldByteCount
        }
    }
}
