internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Looks after all that is read from files, every few seconds, on a thread of its own.
final class Reloader: Sendable {
    private let counters: ServerCounters
    private let report: @Sendable (ServerError) -> Void
    private let values = Mutex<[any Reloadable]>([])
    private let timer = Mutex<RepeatedTask?>(nil)
    private let thread = NIOThreadPool(numberOfThreads: 1)

    init(counters: ServerCounters, report: @escaping @Sendable (ServerError) -> Void) {
        self.counters = counters
        self.report = report
    }

    /// Looks after one more value.
    func add(_ value: some Reloadable) {
        values.withLock { $0.append(value) }
    }

    /// Begins to look, if there is anything to look after.
    func begin(on eventLoop: any EventLoop, seconds: Int) {
        guard values.withLock({ !$0.isEmpty }) else { return }
        thread.start()
        let period = TimeAmount.seconds(Int64(seconds))
        let task = eventLoop.scheduleRepeatedTask(initialDelay: period, delay: period) { [self] _ in
            thread.submit { [self] state in
                if case .active = state { reload() }
            }
        }
        timer.withLock { $0 = task }
    }

    /// Looks no more.
    func end() {
        guard let task = timer.withLock({ $0.take() }) else { return }
        task.cancel()
        try? thread.syncShutdownGracefully()
    }

    func reload() {
        for value in values.withLock({ $0 }) {
            do throws(ServerError) {
                if try value.reload() { counters.count { $0.reloads += 1 } }
            } catch {
                counters.count { $0.reloadsFailed += 1 }
                report(error)
            }
        }
    }
}
