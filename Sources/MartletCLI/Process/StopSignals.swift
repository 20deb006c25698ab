internal import Glibc
internal import MartletRules
internal import Synchronization

/// Takes SIGINT and SIGTERM on a thread of its own, so that a scan ends whole.
///
/// The first one asks the scan to stop, the second one ends the process at once. SIGHUP is taken too where
/// it means something.
final class StopSignals: Sendable {
    private let received = Atomic<Int32>(0)

    /// The first signal that came, if any did.
    var first: Int32? {
        let number = received.load(ordering: .acquiring)
        return number == 0 ? nil : number
    }

    /// Starts to listen; to be called before other threads start, so that they inherit the mask.
    static func install(
        reloading reloader: RunReloader? = nil,
        onFirst stop: @escaping @Sendable () -> Void
    ) -> StopSignals {
        let signals = StopSignals()
        var mask = sigset_t()
        // SAFETY: the set is a local; each call gets it for the time of the call.
        unsafe sigemptyset(&mask)
        unsafe sigaddset(&mask, SIGINT)
        unsafe sigaddset(&mask, SIGTERM)
        if reloader != nil { unsafe sigaddset(&mask, SIGHUP) }
        unsafe pthread_sigmask(SIG_BLOCK, &mask, nil)
        let waiting = mask
        let listener = POSIXThread {
            var hasStopped = false
            while true {
                var number: Int32 = 0
                // SAFETY: both arguments are locals of this closure.
                guard unsafe withUnsafePointer(to: waiting, { unsafe sigwait($0, &number) }) == 0
                else { continue }
                if number == SIGHUP {
                    reloader?.request()
                    continue
                }
                if hasStopped { _exit(128 + number) }
                hasStopped = true
                signals.received.store(number, ordering: .releasing)
                stop()
            }
        }
        listener?.detach()
        // Better the default end than one that never comes.
        if listener == nil { unsafe pthread_sigmask(SIG_UNBLOCK, &mask, nil) }
        return signals
    }
}
