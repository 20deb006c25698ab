internal import MartletEngine

/// Hands out work to threads and writes their results in order.
///
/// Locks once or twice a chunk, never for a line.
final class Dispatcher: Sendable {
    private let schedule: Monitor<Schedule>
    private let cancellation: Cancellation
    /// Used only by the thread that the schedule made the writer.
    private let writer: Monitor<ResultWriter>
    /// The source of chunks, which a thread may be waiting for when there is no use for them any more.
    private let feed: LiveFeed?

    init(
        _ schedule: Schedule,
        writer: ResultWriter,
        feed: LiveFeed?,
        cancellation: Cancellation
    ) {
        self.feed = feed
        self.schedule = Monitor(schedule)
        self.writer = Monitor(writer)
        self.cancellation = cancellation
    }

    /// The next thing to do, waited for if need be; `nil` when the run ends.
    func next() -> Schedule.Work? {
        let claim = schedule.wait { schedule -> Schedule.Claim? in
            if cancellation.isCancelled { schedule.interrupt(.cancelled) }
            let claim = schedule.claim()
            if case .wait = claim { return nil }
            return claim
        }
        if case .work(let work) = claim { return work }
        // Whoever still waits has to learn of the end.
        schedule.wakeAll()
        return nil
    }

    /// Changes the schedule.
    func update(_ body: (inout Schedule) -> Void) {
        schedule.update(body)
    }

    /// Takes a result, and writes all that are due unless another thread is doing so.
    func deliver(_ result: ChunkResult, at position: ChunkPosition) {
        guard schedule.update({ $0.hold(result, at: position) }) else { return }
        repeat {
            while let (position, result) = schedule.update({ $0.takeDue() }) {
                // The writer's role is kept after a failure, so that nothing is written any more.
                guard
                    write({ (writer) throws(PipelineError) in
                        try writer.write(result, at: position)
                    })
                else { return }
                schedule.update { $0.written() }
            }
            // Who waits is told when there is nothing better to do, for many at a time.
            guard write({ (writer) throws(PipelineError) in try writer.giveReceipts() }) else {
                return
            }
        } while !schedule.update({ $0.endsWriting() })
    }

    /// Lets the writer do something; whether it could.
    private func write(
        _ body: (inout ResultWriter) throws(PipelineError) -> Void
    ) -> Bool {
        let failure = writer.update { writer -> PipelineError? in
            do throws(PipelineError) {
                try body(&writer)
                return nil
            } catch {
                writer.fail()
                return error
            }
        }
        guard let failure else { return true }
        schedule.update { $0.interrupt(PipelineOutcome.Ending(outputFailure: failure)) }
        feed?.interrupt()
        return false
    }

    /// How the run went; to be asked when all threads have ended.
    func outcome(notes: ScanNotes) -> PipelineOutcome {
        var ending = schedule.update { $0.interruption } ?? .completed
        return writer.update { writer in
            do throws(PipelineError) {
                // What was scanned before the run was cancelled is whole as well.
                if ending == .completed || ending == .cancelled {
                    try writer.giveReceipts()
                    try writer.finish()
                    writer.leaveReceipts()
                }
            } catch {
                ending = PipelineOutcome.Ending(outputFailure: error)
            }
            var metrics = writer.metrics
            metrics.observations = notes.observations
            return PipelineOutcome(
                ending: ending,
                metrics: metrics,
                malformedLines: writer.malformedLines,
                inputErrors: writer.inputErrors,
                costs: notes.costs
            )
        }
    }
}
