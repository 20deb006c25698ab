internal import MartletEngine
internal import MartletPipeline
internal import MartletRules
internal import Synchronization

/// Loads rules anew while a run goes on with the old ones, and then lets the run change over.
final class RuleReloader: Sendable {
    private struct State {
        var feed: LiveFeed?
        var monitor: RunMonitor?
        var next: Engine?
        var isLoading = false
        /// Whether somebody asked while rules were being loaded.
        var isAskedAgain = false
    }

    private let state = Mutex(State())
    private let load: @Sendable () -> Engine?

    /// Prepares.
    ///
    /// - Parameter load: loads the rules; `nil`, after telling why, if they cannot be used.
    init(load: @escaping @Sendable () -> Engine?) {
        self.load = load
    }

    /// Names the feed of the run that is to change over, and who is told.
    func begin(_ feed: LiveFeed, _ monitor: RunMonitor?) {
        let isReady = state.withLock { state in
            state.feed = feed
            state.monitor = monitor
            return state.next != nil
        }
        if isReady { feed.pause() }
    }

    /// Loads rules anew, on a thread of its own.
    func request() {
        let begins = state.withLock { state in
            if state.isLoading {
                state.isAskedAgain = true
                return false
            }
            state.isLoading = true
            return true
        }
        guard begins else { return }
        guard let thread = POSIXThread({ self.work() }) else {
            state.withLock { $0.isLoading = false }
            StandardError.report("rules are not loaded anew: the system has no thread left")
            return
        }
        thread.detach()
    }

    /// The rules to go on with, once.
    func take() -> Engine? {
        state.withLock { state in
            defer { state.next = nil }
            return state.next
        }
    }

    private func work() {
        while true {
            let engine = load()
            let (isDone, feed, monitor) = state.withLock { state in
                if let engine { state.next = engine }
                let isDone = !state.isAskedAgain
                state.isAskedAgain = false
                if isDone { state.isLoading = false }
                return (isDone, engine == nil ? nil : state.feed, state.monitor)
            }
            if engine == nil { monitor?.noteFailedReload() }
            feed?.pause()
            if isDone { return }
        }
    }
}
