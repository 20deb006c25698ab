internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Listens for events, and gives them to an intake.
///
/// Its threads inherit the signal mask of the thread that starts it. SIGPIPE is ignored from then on.
package final class Server: Sendable {
    /// Where it listens, in the order of the options, HTTP first, with the ports that the system chose.
    package let addresses: [String]

    private let state: ServerState
    private let group: MultiThreadedEventLoopGroup
    private let listeners: [Opened]
    private let reloader: Reloader
    private let stopped = Mutex<Bool?>(nil)

    /// Opens all listeners; blocks while names are looked up and files are read.
    ///
    /// - Parameters:
    ///   - options: what to listen on.
    ///   - intake: takes the events.
    ///   - pages: what operations ask for.
    ///   - report: told, from any thread, of what goes wrong later: a certificate that cannot be used.
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
        let state = ServerState(limits: limits, intake: intake)
        let reloader = Reloader(counters: state.counters, report: report)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: options.threads)
        var opened: [Opened] = []
        do throws(ServerError) {
            let openers = Openers(state: state, group: group, reloader: reloader)
            for listener in options.http {
                opened.append(Opened(channel: try openers.open(listener, pages: pages)))
            }
            for listener in options.lines { opened.append(try openers.open(listener)) }
        } catch {
            for listener in opened { listener.close() }
            try? group.syncShutdownGracefully()
            throw error
        }
        self.state = state
        self.group = group
        self.reloader = reloader
        listeners = opened
        addresses = opened.map(\.address)
        reloader.begin(on: group.next(), seconds: options.reloadSeconds)
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
            let isDone = finish(within: seconds)
            outcome = isDone
            return isDone
        }
    }

    private func finish(within seconds: Double) -> Bool {
        let deadline = NIODeadline.now() + .milliseconds(Int64(seconds * 1_000))
        state.beginStopping()
        reloader.end()
        for listener in listeners { listener.close() }
        let connections = [state.connections, state.pageConnections]
        for connections in connections { connections.finish() }
        wait(until: deadline) { $0.work.count == 0 && $0.connectionsOpen == 0 }
        for connections in connections { connections.close() }
        // A connection that is closed delivers no more; closing over TLS takes a moment.
        wait(until: .now() + .seconds(1)) { $0.connectionsOpen == 0 }
        let isDone = state.work.count == 0
        // An intake that is not done will still call back, for which the threads must be there.
        if isDone, state.connectionsOpen == 0 { try? group.syncShutdownGracefully() }
        return isDone
    }

    private func wait(until deadline: NIODeadline, isDone: (ServerState) -> Bool) {
        while !isDone(state), NIODeadline.now() < deadline { Pause.milliseconds(5) }
    }
}
