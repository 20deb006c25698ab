internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Listens for events, and gives them to an intake.
///
/// Its threads inherit the signal mask of the thread that starts it. SIGPIPE is ignored from then on.
package final class Server: Sendable {
    private let state: ServerState
    private let group: MultiThreadedEventLoopGroup
    private let openers: Openers
    private let listeners: Mutex<OpenListeners>
    private let reloader: Reloader
    private let report: @Sendable (ServerError) -> Void
    private let drained = Mutex(false)
    private let stopped = Mutex<Bool?>(nil)

    /// Opens all listeners; blocks while names are looked up and files are read.
    ///
    /// - Parameters:
    ///   - options: what to listen on.
    ///   - intake: takes the events.
    ///   - pages: what operations ask for.
    ///   - report: told, from any thread, of what is not as asked for: fewer connections, or later a
    ///     certificate that cannot be used.
    /// - Throws: if one of the listeners cannot be opened as asked for; none is open then.
    package init(
        _ options: ServerOptions,
        intake: any EventIntake,
        pages: any OperationsPages,
        report: @escaping @Sendable (ServerError) -> Void
    ) throws(ServerError) {
        var limits = options.limits
        limits.connections = DescriptorLimit.connections(
            atMost: limits.connections,
            beside: limits.pageConnections
        )
        if limits.connections < options.limits.connections {
            report(
                ServerError(
                    "connections",
                    "no more than \(limits.connections) at a time",
                    "the limit on open files is too low for more; raise it (ulimit -n)"
                )
            )
        }
        state = ServerState(limits: limits, intake: intake)
        group = MultiThreadedEventLoopGroup(numberOfThreads: options.threads)
        openers = Openers(state: state, group: group, pages: pages)
        var opened = OpenListeners()
        do throws(ServerError) {
            try opened.change(
                to: Listener.all(of: options),
                by: openers,
                closed: { _ in },
                report: report
            )
        } catch {
            try? group.syncShutdownGracefully()
            throw error
        }
        listeners = Mutex(opened)
        self.report = report
        reloader = Reloader(
            counters: state.counters,
            on: group.next(),
            seconds: options.reloadSeconds,
            report: report
        )
        reloader.look(after: opened.all.flatMap(\.files))
    }

    /// Where it listens, in the order of the options, HTTP first, with the ports that the system chose.
    package var addresses: [String] { listeners.withLock { $0.all.map(\.address) } }

    /// Listens where other options say, and nowhere else; blocks until that is so.
    ///
    /// Listeners that both options have stay open with their connections; those of others finish what
    /// they have begun. Limits stay as they were.
    ///
    /// - Throws: if one of the listeners cannot be opened as asked for; it is listened as before then.
    package func change(to options: ServerOptions) throws(ServerError) {
        let failure = listeners.withLock { listeners -> ServerError? in
            // While it drains, nothing new is listened on.
            guard !state.isStopping else { return nil }
            defer { reloader.look(after: listeners.all.flatMap(\.files)) }
            do throws(ServerError) {
                try listeners.change(
                    to: Listener.all(of: options),
                    by: openers,
                    closed: { listener in
                        state.connections.finish(of: listener.channel)
                        state.pageConnections.finish(of: listener.channel)
                    },
                    report: report
                )
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// What it has done so far.
    package var counts: ServerCounts {
        var counts = state.counters.current
        counts.connectionsOpen = state.connectionsOpen
        counts.bytesHeld = state.held.count
        return counts
    }

    /// Reads certificates and tokens anew, if they changed; blocks on the files.
    package func reload() { reloader.reload() }

    /// Takes nothing new and finishes what is in hand; blocks until then.
    ///
    /// Pages are served on, where nothing else is: probes learn that nothing is taken any more. Further
    /// calls change nothing.
    ///
    /// - Parameter seconds: how long to wait at most.
    package func drain(within seconds: Double) {
        drained.withLock { isDone in
            guard !isDone else { return }
            isDone = true
            state.beginStopping()
            reloader.end()
            for listener in open where listener.takesEvents { listener.close() }
            state.connections.finish()
            wait(within: seconds) { $0.work.count == 0 && $0.connections.count == 0 }
        }
    }

    /// Takes nothing new, finishes what is in hand, and closes; blocks until then.
    ///
    /// Further calls change nothing.
    ///
    /// - Parameter seconds: when to close even so, which may take a second more.
    /// - Returns: whether all that was taken is done.
    @discardableResult
    package func stop(within seconds: Double) -> Bool {
        stopped.withLock { outcome in
            if let outcome { return outcome }
            drain(within: seconds)
            let isDone = close()
            outcome = isDone
            return isDone
        }
    }

    private var open: [Opened] { listeners.withLock { $0.all } }

    private func close() -> Bool {
        for listener in open where !listener.takesEvents { listener.close() }
        for connections in [state.connections, state.pageConnections] { connections.close() }
        // A connection that is closed delivers no more; closing over TLS takes a moment.
        wait(within: 1) { $0.connectionsOpen == 0 }
        let isDone = state.work.count == 0
        // An intake that is not done will still call back, for which the threads must be there.
        if isDone, state.connectionsOpen == 0 { try? group.syncShutdownGracefully() }
        return isDone
    }

    private func wait(within seconds: Double, isDone: (ServerState) -> Bool) {
        let deadline = NIODeadline.now() + .milliseconds(Int64(seconds * 1_000))
        while !isDone(state), NIODeadline.now() < deadline { Pause.milliseconds(5) }
    }
}
