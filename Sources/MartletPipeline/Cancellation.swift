internal import Glibc
internal import Synchronization

/// A request, from any thread, to end a run early.
///
/// Also wakes a thread that waits for input, through a pipe.
package final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)
    private let wake = WakeUp()

    package init() {}

    /// Asks the run to end; may be called more than once.
    package func cancel() {
        flag.store(true, ordering: .releasing)
        wake.signal()
    }

    package var isCancelled: Bool { flag.load(ordering: .acquiring) }

    /// Waits until a descriptor has something to read, the run is cancelled, or time has passed.
    ///
    /// - Parameters:
    ///   - inputs: the descriptors; negative ones are passed over.
    ///   - milliseconds: how long to wait; `nil` waits for as long as it takes.
    func wait(for inputs: [Int32], milliseconds: Int32?) {
        var polled = (inputs + [wake.descriptor]).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        // Without a pipe, cancellation is noticed by looking now and then.
        let timeout = milliseconds ?? (wake.descriptor < 0 ? 250 : -1)
        // SAFETY: the array is not touched during the call.
        _ = unsafe poll(&polled, nfds_t(polled.count), timeout)
    }

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
                pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
            )
            // Without a pipe, cancellation is noticed by looking now and then.
            let timeoutMilliseconds: Int32 = !blocks ? 0 : wake.descriptor < 0 ? 250 : -1
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
