internal import Glibc

/// State that threads share, and a way to wait until it changes.
///
/// `Synchronization.Mutex` has no condition variable, so this is the POSIX pair.
@safe
final class Monitor<State>: @unchecked Sendable {
    // SAFETY: `state` and `waiterCount` are touched only while `mutex` is held, and no reference
    // to them leaves a closure.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var state: State
    private var waiterCount = 0

    init(_ state: State) {
        self.state = state
        unsafe mutex = .allocate(capacity: 1)
        unsafe changed = .allocate(capacity: 1)
        // SAFETY: both were just allocated and stay where they are until deinit.
        unsafe pthread_mutex_init(mutex, nil)
        // Waits with a deadline must not depend on what time it is.
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(changed, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        // SAFETY: nobody else refers to this object any more, so nobody waits or holds the lock.
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// Changes the state and wakes all who wait.
    func update<Result>(_ body: (inout State) -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer {
            if waiterCount > 0 { unsafe pthread_cond_broadcast(changed) }
            unsafe pthread_mutex_unlock(mutex)
        }
        return body(&state)
    }

    /// Wakes all who wait: ``wait(for:)`` changes the state, too, and wakes nobody.
    func wakeAll() { update { _ in } }

    /// Waits until a closure returns something, asking it again after each change.
    func wait<Result>(for body: (inout State) -> Result?) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            waiterCount += 1
            unsafe pthread_cond_wait(changed, mutex)
            waiterCount -= 1
        }
    }

    /// The same until a time that depends on the state; `nil` if that has come.
    func wait<Result>(
        until deadline: (State) -> ContinuousClock.Instant?,
        for body: (inout State) -> Result?
    ) -> Result? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            waiterCount += 1
            defer { waiterCount -= 1 }
            guard let deadline = deadline(state) else {
                unsafe pthread_cond_wait(changed, mutex)
                continue
            }
            let rest = deadline - .now
            guard rest > .zero else { return nil }
            var time = Monitor.time(after: rest)
            unsafe pthread_cond_timedwait(changed, mutex, &time)
        }
    }

    /// Waits until a condition holds, or a time has come.
    func wait(until deadline: ContinuousClock.Instant, orWhen condition: (State) -> Bool) {
        _ = wait(until: { _ in deadline }, for: { condition($0) ? true : nil })
    }

    /// A time of the clock that waits go by.
    private static func time(after duration: Duration) -> timespec {
        var time = timespec()
        // SAFETY: `time` is a local that the call fills.
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        let (seconds, attoseconds) = duration.components
        time.tv_sec += Int(min(seconds, 1 << 32))
        time.tv_nsec += Int(attoseconds / 1_000_000_000)
        if time.tv_nsec >= 1_000_000_000 {
            time.tv_sec += 1
            time.tv_nsec -= 1_000_000_000
        }
        return time
    }
}
