internal import Glibc
internal import MartletPipeline
internal import MartletRules
internal import Synchronization

/// Reads rules and settings anew while a run goes on with the old ones, and then lets the run change over.
///
/// That is done when somebody asks, and when files change. Files are looked at now and then, not by
/// inotify, which network and overlay file systems leave out.
final class RunReloader: Sendable {
    /// How long it is between two looks at files, at least; looking takes one part in a hundred of the time.
    private static let lookInterval = Duration.seconds(1)
    /// And at most: a file system that was slow once is looked at again all the same.
    private static let longestInterval = Duration.seconds(60)
    private static let sparingFactor = 100

    private struct State {
        var feed: LiveFeed?
        var monitor: RunMonitor?
        var next: RunChange?
        var isLoading = false
        /// Whether somebody asked while all was being read.
        var isAskedAgain = false
        var files: SettledChange<LiveSetup.Look>
    }

    private let setup: LiveSetup
    private let state: Mutex<State>

    /// Prepares, before the rules are loaded for the first time.
    init(_ setup: LiveSetup) {
        self.setup = setup
        state = Mutex(State(files: SettledChange(setup.look())))
    }

    /// Names the feed of the run that is to change over, and who is told; begins to look at files.
    func begin(_ feed: LiveFeed, _ monitor: RunMonitor?) {
        let isReady = state.withLock { state in
            state.feed = feed
            state.monitor = monitor
            return state.next != nil
        }
        if isReady { feed.pause() }
        guard let thread = POSIXThread({ self.watch() }) else {
            StandardError.warn("changes of files are not noticed: the system has no thread left")
            return
        }
        thread.detach()
    }

    /// Reads all anew, on a thread of its own.
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

    /// What to go on with, once.
    func take() -> RunChange? {
        state.withLock { state in
            defer { state.next = nil }
            return state.next
        }
    }

    private func work() {
        while true {
            let (look, change) = setup.load()
            let (isDone, feed, monitor) = state.withLock { state in
                if let change { state.next = change }
                state.files.take(look)
                let isDone = !state.isAskedAgain
                state.isAskedAgain = false
                if isDone { state.isLoading = false }
                return (isDone, change == nil ? nil : state.feed, state.monitor)
            }
            if change == nil { monitor?.noteFailedReload() }
            feed?.pause()
            if isDone { return }
        }
    }

    /// Looks at files for as long as the process lives.
    private func watch() {
        var interval = Self.lookInterval
        while true {
            usleep(UInt32(interval / .microseconds(1)))
            let start = ContinuousClock.now
            let look = setup.look()
            let spared = (ContinuousClock.now - start) * Self.sparingFactor
            interval = min(max(Self.lookInterval, spared), Self.longestInterval)
            let isDue = state.withLock { !$0.isLoading && $0.files.isSettled(look) }
            if isDue { request() }
        }
    }
}
