internal import Synchronization

/// Writes everything to several sinks.
///
/// One that cannot be written does not keep others from their due; the first failure is told.
package final class FanOutSink: Sink {
    private let state: Mutex<[any Sink]>

    package init(_ sinks: [any Sink]) {
        state = Mutex(sinks)
    }

    /// Writes to other sinks from now on.
    package func replace(with sinks: [any Sink]) {
        state.withLock { $0 = sinks }
    }

    private var sinks: [any Sink] { state.withLock { $0 } }

    package var identities: [FileIdentity] { sinks.flatMap(\.identities) }

    package func write(_ bytes: Span<UInt8>) throws(PipelineError) {
        var failure: PipelineError?
        for sink in sinks {
            do throws(PipelineError) {
                try sink.write(bytes)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    package func settle(until deadline: ContinuousClock.Instant?) throws(PipelineError) -> Bool {
        var isSettled = true
        for sink in sinks {
            let isDone = try sink.settle(until: deadline)
            isSettled = isSettled && isDone
        }
        return isSettled
    }

    package func synchronize() throws(PipelineError) {
        for sink in sinks { try sink.synchronize() }
    }
}
