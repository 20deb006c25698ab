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
        unsafe pthread_cond_init(changed, nil)
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
}
