internal import Synchronization

/// Writes everything to several sinks.
///
/// One that cannot be written does not keep others from their due; the first failure is told.
package final class FanOutSink: Sink {
    private struct State {
        var sinks: [any Sink]
        /// Those that were written to before.
        var former: [any Sink] = []
    }

    private let state: Mutex<State>

    package init(_ sinks: [any Sink]) {
        state = Mutex(State(sinks: sinks))
    }

    /// Writes to other sinks from now on.
    package func replace(with sinks: [any Sink]) {
        state.withLock { state in
            var known = Set(sinks.flatMap(\.identities))
            // Of those that went to the same file one is enough.
            state.former = (state.former + state.sinks).filter { sink in
                let count = known.count
                known.formUnion(sink.identities)
                return known.count > count
            }
            state.sinks = sinks
        }
    }

    private var sinks: [any Sink] { state.withLock { $0.sinks } }

    /// The files behind all sinks, those included that were written to before: what is in
    /// them is signals.
    package var identities: [FileIdentity] {
        let all = state.withLock { $0.sinks + $0.former }
        return all.flatMap(\.identities)
    }

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
