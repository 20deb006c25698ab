internal import Glibc
internal import Synchronization

/// A file without a name, which is gone with the last descriptor of it.
///
/// Written from start to end by one thread, and read anywhere.
package final class TemporaryFile: Sendable {
    private let descriptor: Int32
    private let folder: String
    private let total = Atomic<Int>(0)

    /// How many bytes were written.
    package var byteCount: Int { total.load(ordering: .acquiring) }

    /// Creates a file in `$TMPDIR`, or in `/tmp`.
    package init() throws(PipelineError) {
        // SAFETY: the result is copied before anything could change the environment.
        let named = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
        folder = named.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(folder)/martlet-XXXXXX".utf8CString)
        // SAFETY: the template ends in six X and a zero, and is written within its length.
        descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
        }
        guard descriptor >= 0 else {
            throw PipelineError(
                action: "cannot create a temporary file",
                path: folder,
                errno: errno
            )
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        // SAFETY: as above; the name that was made stands in the template.
        unsafe template.withUnsafeBufferPointer { buffer in
            if let name = buffer.baseAddress { _ = unsafe unlink(name) }
        }
    }

    deinit { close(descriptor) }

    /// Appends bytes.
    package func write(_ bytes: [UInt8]) throws(PipelineError) {
        let end = byteCount
        var failure: Int32 = 0
        // SAFETY: the pointer is advanced by what was written, never past the count.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var written = 0
            while written < buffer.count {
                let count = unsafe pwrite(
                    descriptor,
                    base + written,
                    buffer.count - written,
                    end + written
                )
                if count >= 0 {
                    written += count
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else {
            throw PipelineError(
                action: "cannot write a temporary file",
                path: folder,
                errno: failure
            )
        }
        total.store(end + bytes.count, ordering: .releasing)
    }

    /// Reads bytes from an offset; fewer only at the end of the file.
    package func read(at offset: Int, count: Int) throws(PipelineError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                // SAFETY: what is written lies behind what is filled, within the capacity.
                let result = unsafe pread(
                    descriptor,
                    buffer.baseAddress.map { unsafe $0 + filled },
                    count - filled,
                    offset + filled
                )
                if result == 0 { return }
                if result > 0 {
                    filled += result
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else {
            throw PipelineError(
                action: "cannot read a temporary file",
                path: folder,
                errno: failure
            )
        }
        return bytes
    }

    /// Says that what is read is not what was written.
    package func damage() -> PipelineError {
        PipelineError(
            action: "cannot read a temporary file",
            path: folder,
            reason: "it does not hold what was written to it"
        )
    }
}
