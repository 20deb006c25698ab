import Glibc

/// A POSIX thread that runs a closure once.
@safe
struct WorkerThread {
    private static let stackByteCount = 8 << 20

    private let thread: pthread_t

    /// Starts a thread; `nil` when the system has none left.
    init?(_ body: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        // SAFETY: initialised here, destroyed below, used only in between.
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setstacksize(&attributes, WorkerThread.stackByteCount)

        let box = unsafe Unmanaged.passRetained(WorkerBody(run: body))
        var started = pthread_t()
        // SAFETY: the new thread takes over the box's only reference; if it does not start, it is
        // released here.
        let failure = unsafe pthread_create(
            &started,
            &attributes,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<WorkerBody>.fromOpaque(argument).takeRetainedValue().run()
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
    func join() {
        pthread_join(thread, nil)
    }
}

private final class WorkerBody: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}
