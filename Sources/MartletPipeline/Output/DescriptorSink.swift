internal import Glibc
internal import Synchronization

/// Output to a file, a pipe or a terminal.
///
/// The process is expected to ignore `SIGPIPE`. Call ``close()`` at the end: some file systems
/// tell only then that the disk is full.
package final class DescriptorSink: Sink {
    let descriptor: Int32
    private let path: String
    private let isClosed = Atomic<Bool>(false)

    /// Writes to a descriptor that is open already, such as standard output.
    ///
    /// - Parameters:
    ///   - descriptor: written to; ``close()`` closes it.
    ///   - path: what to call it in errors.
    package init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Writes to standard output.
    package static var standardOutput: DescriptorSink {
        DescriptorSink(descriptor: STDOUT_FILENO, path: "standard output")
    }

    /// Creates a file, or empties it if it exists.
    package convenience init(creating path: String) throws(PipelineError) {
        let descriptor = unsafe Glibc.open(
            path,
            O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY,
            0o666
        )
        guard descriptor >= 0 else {
            throw PipelineError(action: "cannot create", path: path, errno: errno)
        }
        self.init(descriptor: descriptor, path: path)
    }

    package var identities: [FileIdentity] {
        // The descriptor may be that of another file by now.
        if isClosed.load(ordering: .acquiring) {
            return FileIdentity(ofFileAt: path).map { [$0] } ?? []
        }
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe fstat(descriptor, &status) == 0 else { return [] }
        return status.st_mode & S_IFMT == S_IFREG ? [FileIdentity(status)] : []
    }

    package func write(_ bytes: Span<UInt8>) throws(PipelineError) {
        var failure: Int32 = 0
        // SAFETY: the pointer is advanced by what was written, never past the count.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var written = 0
            while written < buffer.count {
                let count = unsafe Glibc.write(descriptor, base + written, buffer.count - written)
                if count >= 0 {
                    written += count
                } else if errno == EAGAIN {
                    waitUntilWritable()
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        guard failure == 0 else {
            throw PipelineError(action: "cannot write", path: path, errno: failure)
        }
    }

    /// Writes all of a text.
    package func write(_ text: String) throws(PipelineError) {
        let bytes = Array(text.utf8)
        try write(bytes.span)
    }

    package func synchronize() throws(PipelineError) {
        guard fdatasync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
            throw PipelineError(action: "cannot write", path: path, errno: errno)
        }
    }

    /// Closes the descriptor.
    package func close() throws(PipelineError) {
        isClosed.store(true, ordering: .releasing)
        guard Glibc.close(descriptor) == 0 || errno == EINTR else {
            throw PipelineError(action: "cannot write", path: path, errno: errno)
        }
    }

    /// Waits for room, where somebody else made the descriptor non-blocking.
    private func waitUntilWritable() {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // SAFETY: one pollfd, alive for the call.
        unsafe poll(&polled, 1, -1)
    }
}
