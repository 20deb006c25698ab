/// What the thread of a ``DeliverySink`` does.
///
/// Signals stay in the queue until it is known what became of them, so that whoever gives up has
/// all.
struct DeliveryLoop {
    private typealias State = DeliverySink.State

    /// Signals to be sent together.
    private struct Batch {
        let signals: ArraySlice<[UInt8]>
        /// The number of the first among all that were ever written.
        let number: Int
    }

    private let sink: DeliverySink
    private var schedule: RetrySchedule
    /// Whether a refusal was told that no success has followed.
    private var hasToldRefusal = false
    /// Whether it was told that signals are set aside.
    private var hasToldGivingUp = false

    init(_ sink: DeliverySink) {
        self.sink = sink
        let endsTrying = sink.deadLetters != nil || sink.options.drops
        schedule = RetrySchedule(limit: endsTrying ? sink.options.retryLimit : nil)
    }

    /// Delivers until the sink is closed.
    mutating func run() {
        while let batch = next() {
            deliver(batch)
        }
        sink.sender.close()
        sink.state.update { $0.phase = .ended }
    }

    /// The next signals, waited for; `nil` at the end.
    private func next() -> Batch? {
        enum Step {
            case gather
            case end
        }
        let step = sink.state.wait { state -> Step? in
            if state.queue.count > 0 { return .gather }
            return state.phase == .open ? nil : .end
        }
        if step == .end { return nil }
        let gathered = ContinuousClock.now + sink.options.gathering
        let count = sink.sender.batchCount
        let byteLimit = sink.options.batchByteLimit
        sink.state.wait(until: gathered) { state in
            state.queue.count >= count || state.queue.heldByteCount >= byteLimit
                || state.waiterCount > 0 || state.phase != .open || state.deadline != nil
        }
        return sink.state.update { state in
            Batch(
                signals: state.queue.prefix(count, byteLimit: sink.options.batchByteLimit),
                number: state.queue.takenCount
            )
        }
    }

    private mutating func deliver(_ batch: Batch) {
        // Others may have taken over meanwhile what waits.
        guard !batch.signals.isEmpty,
            sink.state.update({ $0.queue.takenCount == batch.number })
        else { return }
        if schedule.hasGivenUp(at: .now) { return finish(batch, isTaken: false) }
        switch sink.sender.send(batch.signals) {
        case .taken:
            endOutage()
            hasToldRefusal = false
            finish(batch, isTaken: true)
        case .refused(let reason):
            // It answers, and says what is wrong: with one of them, or with all.
            endOutage()
            refuse(batch, reason)
        case .failed(let reason, let asked): fail(batch, reason, asked: asked)
        }
    }

    private mutating func endOutage() {
        hasToldGivingUp = false
        guard let since = schedule.succeed() else { return }
        let seconds = (ContinuousClock.now - since).components.seconds
        sink.report(.recovery("\(sink.name): delivers again, after \(max(seconds, 1)) s"))
    }

    /// Sets aside the signal that is refused for good; of several, finds out which.
    private mutating func refuse(_ batch: Batch, _ reason: String) {
        guard batch.signals.count == 1 else {
            let middle = batch.signals.startIndex + batch.signals.count / 2
            deliver(Batch(signals: batch.signals[..<middle], number: batch.number))
            let count = middle - batch.signals.startIndex
            return deliver(
                Batch(signals: batch.signals[middle...], number: batch.number + count)
            )
        }
        sink.counters.update { $0.failures += 1 }
        if !hasToldRefusal {
            let fate = sink.deadLetters == nil ? "it is lost" : "it goes to the dead-letter file"
            sink.report(.outage("\(sink.name): refuses a signal: \(reason); \(fate)"))
        }
        hasToldRefusal = true
        if sink.deadLetters == nil, !sink.options.drops {
            // Whoever took over what waits tries it again.
            sink.state.update { state in
                if state.queue.takenCount == batch.number { state.refusedCount += 1 }
            }
        }
        finish(batch, isTaken: false)
    }

    private mutating func fail(_ batch: Batch, _ reason: String, asked: Duration?) {
        sink.counters.update { $0.failures += 1 }
        if schedule.since == nil {
            sink.report(.outage("\(sink.name): cannot deliver: \(reason); trying again"))
        }
        switch schedule.fail(at: .now, asked: asked, chance: .random(in: 0...1)) {
        case .retry(let time):
            let wasStopping = sink.state.update { state in
                state.isFailing = true
                return state.deadline != nil
            }
            // At the end everything is tried once more, and then kept for another time.
            if wasStopping, sink.deadLetters != nil { return finish(batch, isTaken: false) }
            sink.state.wait(until: time) { state in
                !wasStopping && state.deadline != nil || state.queue.takenCount != batch.number
            }
        case .giveUp:
            if !hasToldGivingUp {
                sink.report(.outage("\(sink.name): still cannot deliver: \(fate)"))
            }
            hasToldGivingUp = true
            finish(batch, isTaken: false)
        }
    }

    /// What becomes of signals that cannot be delivered, in words.
    private var fate: String {
        sink.deadLetters == nil ? "signals are dropped" : "signals go to the dead-letter file"
    }

    /// Takes signals out of the queue, unless somebody gave up on them meanwhile.
    private func finish(_ batch: Batch, isTaken: Bool) {
        sink.state.update { state in
            // What is given up or refused says nothing of what comes next.
            if isTaken { state.isFailing = false }
            if isTaken { sink.counters.update { $0.delivered += batch.signals.count } }
            guard state.queue.takenCount == batch.number else { return }
            if !isTaken, state.phase == .open { sink.setAside(batch.signals, &state) }
            state.queue.removeFirst(batch.signals.count)
            sink.note(state)
        }
    }
}
