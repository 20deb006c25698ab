internal import Synchronization

/// One output: a command, and what it is fed.
///
/// The host may hand over chunks from several threads at once; they take turns.
final class ExecOutput: Sendable {
    /// What the host is told about a chunk.
    enum Verdict {
        /// The command has all of it.
        case delivered
        /// To be handed over again.
        case retry
        /// It can never be delivered.
        case refused
    }

    private struct State: ~Copyable {
        var child: ChildProcess?
        var delay = RestartDelay()
        var encoder: BatchEncoder
        var batches: UInt64 = 0
        var events: UInt64 = 0
        var unwritableEvents: UInt64 = 0
        var malformedChunks: UInt64 = 0
        var restarts: UInt64 = 0
    }

    private let settings: Settings
    private let host: any Host
    private let state: Mutex<State>

    /// Starts the command.
    init(_ settings: Settings, host: any Host) throws(ChildProcess.StartFailure) {
        self.settings = settings
        self.host = host
        BatchEncoder.rehearse()
        state = Mutex(
            State(
                child: try ChildProcess(settings),
                encoder: BatchEncoder(
                    rawKey: settings.rawKey,
                    dateKey: settings.dateKey,
                    tagKey: settings.tagKey
                )
            )
        )
    }

    /// Hands a chunk to the command.
    ///
    /// - Parameters:
    ///   - chunk: events in MessagePack, valid during the call.
    ///   - tag: the chunk's tag, valid during the call.
    /// - Returns: what to tell the host.
    func flush(_ chunk: UnsafeRawBufferPointer, tag: UnsafeRawBufferPointer) -> Verdict {
        state.withLock { state in
            guard hasChild(&state) else { return .retry }
            // SAFETY: the host's memory does not change during the call, and the spans end with it.
            switch unsafe state.encoder.encode(
                chunk.bindMemory(to: UInt8.self).span,
                tag: tag.bindMemory(to: UInt8.self).span
            ) {
            case .malformed(let offset):
                state.malformedChunks &+= 1
                host.log(
                    .error,
                    "a chunk of \(chunk.count) bytes is no MessagePack of events at byte "
                        + "\(offset); it is refused"
                )
                return .refused
            case .encoded(let events, let unwritable):
                let verdict = events > 0 ? deliver(events: events, &state) : .delivered
                // Not each time that the chunk is retried.
                if verdict == .delivered { note(unwritable: unwritable, in: &state) }
                return verdict
            }
        }
    }

    /// Lets the command finish, and ends it if it does not.
    func close() {
        state.withLock { state in
            var end = "was not running"
            if state.child != nil {
                let grace = settings.termGraceMilliseconds
                end = state.child?.finish(graceMilliseconds: grace).description ?? end
                state.child = nil
            }
            host.log(
                .info,
                "delivered \(state.events) events in \(state.batches) batches, "
                    + "left out \(state.unwritableEvents) events, "
                    + "refused \(state.malformedChunks) chunks, "
                    + "restarted the command \(state.restarts) times; the command \(end)"
            )
        }
    }

    /// Sees to it that the command runs, or says that it is not yet time to start it again.
    private func hasChild(_ state: inout State) -> Bool {
        let wasUseful = state.child?.wasUseful ?? false
        if let end = state.child?.end() {
            replaceLater(&state, because: end.description, wasUseful: wasUseful)
        }
        if state.child != nil { return true }
        guard state.delay.allowsStart(at: .now()) else { return false }
        do {
            state.child = try ChildProcess(settings)
            state.restarts &+= 1
            host.log(.info, "the command is started again")
            return true
        } catch {
            let seconds = state.delay.failed(at: .now(), wasUseful: false)
            host.log(.error, "\(error); next try in \(seconds) s")
            return false
        }
    }

    private func deliver(events: Int, _ state: inout State) -> Verdict {
        // `nil` from below means that all is well: there must be a child to say it.
        guard state.child != nil else { return .retry }
        let number = state.batches &+ 1
        if settings.acknowledges { state.encoder.appendMarker(batch: number) }
        let failure = state.child?.deliver(
            state.encoder.lines,
            number: number,
            timeoutMilliseconds: settings.writeTimeoutMilliseconds
        )
        guard let failure else {
            state.batches = number
            state.events &+= UInt64(events)
            return .delivered
        }
        // Even if it lives: the next line would be torn, or be taken for acknowledged.
        let grace = settings.termGraceMilliseconds
        let wasUseful = state.child?.wasUseful ?? false
        let end = state.child?.terminate(graceMilliseconds: grace) ?? .unknown
        replaceLater(&state, because: "\(failure); it \(end)", wasUseful: wasUseful)
        return .retry
    }

    private func replaceLater(_ state: inout State, because reason: String, wasUseful: Bool) {
        state.child = nil
        let seconds = state.delay.failed(at: .now(), wasUseful: wasUseful)
        host.log(.warning, "the command \(reason); it is started again in \(seconds) s")
    }

    private func note(unwritable: Int, in state: inout State) {
        guard unwritable > 0 else { return }
        state.unwritableEvents &+= UInt64(unwritable)
        host.log(
            .error,
            "\(unwritable) events cannot be written as JSON and are left out: a key is a container, "
                + "or they are nested deeper than \(BatchEncoder.depthLimit) levels"
        )
    }
}
