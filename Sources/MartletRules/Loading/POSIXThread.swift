internal import Glibc

/// A thread that runs a closure once; whoever starts it joins or detaches it.
@safe
package struct POSIXThread {
    private static let stackByteCount = 8 << 20

    private let thread: pthread_t

    /// Starts a thread; `nil` when the system has none left.
    package init?(_ body: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        // SAFETY: initialised here, destroyed below, used only in between.
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setstacksize(&attributes, POSIXThread.stackByteCount)

        let box = unsafe Unmanaged.passRetained(ThreadBody(run: body))
        var started = pthread_t()
        // SAFETY: the new thread takes over the box's only reference; if it does not start, it is
        // released here.
        let failure = unsafe pthread_create(
            &started,
            &attributes,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            box.toOpaque()
        )
        guard failure == 0 else {
            unsafe box.release()
            return nil
        }
        thread = started
    }

    /// Waits until the thread has ended; to be called once.
    package func join() {
        pthread_join(thread, nil)
    }

    /// Lets the thread go: it ends by itself, or with the process.
    package func detach() {
        pthread_detach(thread)
    }
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}
