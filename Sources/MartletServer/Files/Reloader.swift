internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Looks after all that is read from files, every few seconds, on a thread of its own.
final class Reloader: Sendable {
    private struct State {
        var values: [any Reloadable] = []
        var timer: RepeatedTask?
        var hasEnded = false
    }

    private let counters: ServerCounters
    private let eventLoop: any EventLoop
    private let period: TimeAmount
    private let report: @Sendable (ServerError) -> Void
    private let state = Mutex(State())
    private let thread = NIOThreadPool(numberOfThreads: 1)

    /// Prepares.
    ///
    /// - Parameters:
    ///   - counters: count what is read anew.
    ///   - eventLoop: keeps the time.
    ///   - seconds: between two looks.
    ///   - report: told of files that cannot be used.
    init(
        counters: ServerCounters,
        on eventLoop: any EventLoop,
        seconds: Int,
        report: @escaping @Sendable (ServerError) -> Void
    ) {
        self.counters = counters
        self.eventLoop = eventLoop
        period = .seconds(Int64(seconds))
        self.report = report
    }

    /// Looks after these values from now on, and no others.
    func look(after values: [any Reloadable]) {
        state.withLock { state in
            state.values = values
            guard !values.isEmpty, state.timer == nil, !state.hasEnded else { return }
            thread.start()
            state.timer = eventLoop.scheduleRepeatedTask(
                initialDelay: period,
                delay: period
            ) { [self] _ in
                thread.submit { [self] state in
                    if case .active = state { reload() }
                }
            }
        }
    }

    /// Looks no more.
    func end() {
        let timer = state.withLock { state in
            state.hasEnded = true
            return state.timer.take()
        }
        guard let timer else { return }
        timer.cancel()
        try? thread.syncShutdownGracefully()
    }

    func reload() {
        for value in state.withLock({ $0.values }) {
            do throws(ServerError) {
                if try value.reload() { counters.count { $0.reloads += 1 } }
            } catch {
                counters.count { $0.reloadsFailed += 1 }
                report(error)
            }
        }
    }
}
