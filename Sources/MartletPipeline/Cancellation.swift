internal import Glibc
internal import Synchronization

/// A request, from any thread, to end a run early.
///
/// Also wakes a thread that waits for input, through a pipe.
package final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)
    /// A pipe that becomes readable when cancelled; -1 where the system has no descriptor left.
    private let readEnd: Int32
    private let writeEnd: Int32

    package init() {
        var ends: (Int32, Int32) = (-1, -1)
        // SAFETY: the tuple is two Int32 in a row, which is what pipe fills.
        let result = unsafe withUnsafeMutableBytes(of: &ends) { bytes in
            unsafe pipe(bytes.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        if result == 0 {
            for end in [ends.0, ends.1] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        readEnd = ends.0
        writeEnd = ends.1
    }

    deinit {
        for end in [readEnd, writeEnd] where end >= 0 { close(end) }
    }

    /// Asks the run to end; may be called more than once.
    package func cancel() {
        guard !flag.exchange(true, ordering: .acquiringAndReleasing), writeEnd >= 0 else { return }
        var byte: UInt8 = 0
        // SAFETY: one byte, alive for the call. An empty pipe has room for it.
        unsafe write(writeEnd, &byte, 1)
    }

    package var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// What a wait for input ended with.
    enum Wait {
        case readable
        case notYet
        case cancelled
    }

    /// Waits until a descriptor has something to read, has ended, or the run is cancelled.
    ///
    /// - Parameters:
    ///   - input: the descriptor to wait for.
    ///   - blocks: whether to wait at all, or only to look.
    /// - Returns: what ended the wait.
    func waitForInput(_ input: Int32, blocks: Bool) -> Wait {
        while true {
            if isCancelled { return .cancelled }
            var polled = (
                pollfd(fd: input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
            )
            // Without a pipe, cancellation is noticed by looking now and then.
            let timeoutMilliseconds: Int32 = !blocks ? 0 : readEnd < 0 ? 250 : -1
            // SAFETY: the tuple is two pollfd in a row and lives for the call.
            let count = unsafe withUnsafeMutableBytes(of: &polled) { bytes in
                unsafe poll(
                    bytes.assumingMemoryBound(to: pollfd.self).baseAddress,
                    2,
                    timeoutMilliseconds
                )
            }
            if isCancelled { return .cancelled }
            // Errors and hang-ups also count as readable: the read that follows will tell.
            if count > 0, polled.0.revents != 0 { return .readable }
            if count < 0, errno != EINTR { return .readable }
            if !blocks { return .notYet }
        }
    }
}
