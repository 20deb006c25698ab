internal import Glibc

/// Reads all there is behind a descriptor.
package enum DescriptorBytes {
    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: the file, which may be a device or a pipe without an end.
    ///   - byteLimit: how large it may be.
    /// - Returns: its bytes.
    /// - Throws: if it cannot be read, or is larger.
    package static func readAll(
        ofFileAt path: String,
        byteLimit: Int
    ) throws(PipelineError) -> [UInt8] {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            throw PipelineError(action: "cannot open", path: path, errno: errno)
        }
        defer { close(descriptor) }
        return try readAll(descriptor, path: path, byteLimit: byteLimit)
    }

    static func readAll(
        _ descriptor: Int32,
        path: String,
        byteLimit: Int = .max
    ) throws(PipelineError) -> [UInt8] {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw PipelineError(action: "cannot read", path: path, errno: errno)
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            throw PipelineError(action: "cannot read", path: path, errno: EISDIR)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(min(Int(status.st_size), byteLimit), 1 << 16))
        var failure: Int32 = 0
        var piece = Array(repeating: UInt8(0), count: 1 << 18)
        while true {
            // SAFETY: the kernel writes at most the count into the array.
            let count = unsafe piece.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count > 0 {
                bytes += piece[..<count]
                guard bytes.count <= byteLimit else {
                    throw PipelineError(
                        action: "cannot read",
                        path: path,
                        reason: "it is larger than \(byteLimit >> 20) MiB"
                    )
                }
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                failure = errno
                break
            }
        }
        throw PipelineError(action: "cannot read", path: path, errno: failure)
    }
}
