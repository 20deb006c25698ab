internal import Glibc

/// A thread that nobody waits for; it ends with the process at the latest.
enum DetachedThread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs a closure on a new thread; without one to be had, the closure does not run.
    static func start(_ run: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        // SAFETY: the retained body is released exactly once: by the thread, or here on failure.
        let body = unsafe Unmanaged.passRetained(Body(run))
        let failure = unsafe pthread_create(
            &thread, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return unsafe nil
            }, body.toOpaque())
        if failure == 0 {
            pthread_detach(thread)
        } else {
            unsafe body.release()
        }
    }
}
