internal import Glibc
internal import MartletPipeline
internal import MartletRules
internal import Synchronization

/// The end of a run that somebody asked for: what was taken is dealt with, but not for ever.
final class RunStop: Sendable {
    /// Which part of the time those have who send events and wait for answers; the rest is for writing.
    private static let drainPart = 0.8

    private struct State {
        var hasBegun = false
        /// Told when the end begins.
        var actions: [@Sendable () -> Void] = []
        var drain: (@Sendable (Double) -> Void)?
        var describeRest: (@Sendable () -> String)?
    }

    private let cancellation: Cancellation
    private let deadline: Duration?
    private let state = Mutex(State())

    /// Prepares.
    ///
    /// - Parameters:
    ///   - cancellation: ends the run behind what it has read.
    ///   - deadline: how long the end may take; `nil` gives it all the time it needs.
    init(_ cancellation: Cancellation, within deadline: Duration?) {
        self.cancellation = cancellation
        self.deadline = deadline
    }

    /// Whether the end has begun.
    var hasBegun: Bool { state.withLock { $0.hasBegun } }

    /// Names what to tell when the end begins; told at once if it has.
    func whenBegun(_ action: @escaping @Sendable () -> Void) {
        let hasBegun = state.withLock { state in
            state.actions.append(action)
            return state.hasBegun
        }
        if hasBegun { action() }
    }

    /// Names what comes before the run ends.
    ///
    /// - Parameters:
    ///   - drain: takes nothing new and waits, for so many seconds at most, until what was taken is
    ///     dealt with.
    ///   - describeRest: tells what is not dealt with.
    func prepare(
        draining drain: (@Sendable (Double) -> Void)?,
        describingRest describeRest: @escaping @Sendable () -> String
    ) {
        state.withLock { state in
            state.drain = drain
            state.describeRest = describeRest
        }
    }

    /// Begins the end.
    func begin() {
        let (actions, drain) = state.withLock { state in
            defer { state.hasBegun = true }
            return (state.hasBegun ? [] : state.actions, state.drain)
        }
        for action in actions { action() }
        guard let deadline else { return cancellation.cancel() }
        POSIXThread { self.enforce(deadline) }?.detach()
        let thread = POSIXThread { [cancellation] in
            drain?(deadline / .seconds(1) * Self.drainPart)
            cancellation.cancel()
        }
        // Without a thread left, at least the run ends.
        if let thread { thread.detach() } else { cancellation.cancel() }
    }

    /// Ends the process, if it is still there, when the time is over.
    private func enforce(_ deadline: Duration) {
        sleep(deadline)
        let rest = state.withLock { $0.describeRest }?() ?? "nothing was read"
        StandardError.report("ended at the deadline, --shutdown-deadline: \(rest)")
        StandardError.begin(nil)
        _exit(ExitStatus.failed.rawValue)
    }

    private func sleep(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        var rest = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        while true {
            var next = rest
            // SAFETY: both are locals; what is left after a signal is written to the second.
            guard unsafe nanosleep(&next, &rest) != 0, errno == EINTR else { return }
        }
    }
}
