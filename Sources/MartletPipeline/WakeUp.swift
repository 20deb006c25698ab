internal import Glibc

/// Wakes a thread that waits for descriptors, through a pipe.
final class WakeUp: Sendable {
    /// Readable after a signal; -1 where the system has no descriptor left.
    let descriptor: Int32
    private let writeEnd: Int32

    init() {
        var ends: (Int32, Int32) = (-1, -1)
        // SAFETY: the tuple is two Int32 in a row, which is what pipe fills.
        let result = unsafe withUnsafeMutableBytes(of: &ends) { bytes in
            unsafe pipe(bytes.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        if result == 0 {
            for end in [ends.0, ends.1] {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
        }
        descriptor = ends.0
        writeEnd = ends.1
    }

    deinit {
        for end in [descriptor, writeEnd] where end >= 0 { close(end) }
    }

    /// Wakes whoever waits, or will wait next.
    func signal() {
        var byte: UInt8 = 0
        // SAFETY: one byte, alive for the call. A full pipe wakes as well.
        unsafe write(writeEnd, &byte, 1)
    }

    /// Forgets all signals so far.
    func reset() {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        // SAFETY: at most as many bytes are read as the tuple has.
        unsafe withUnsafeMutableBytes(of: &bytes) { buffer in
            while unsafe read(descriptor, buffer.baseAddress, buffer.count) > 0 {}
        }
    }
}
