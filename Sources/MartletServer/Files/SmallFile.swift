internal import Glibc

/// Reads a file whole that is small by its nature: tokens, certificates, keys.
enum SmallFile {
    static let byteLimit = 1 << 20

    static func read(_ path: String) throws(ServerError) -> [UInt8] {
        // SAFETY: the path is a NUL-terminated copy for the time of the call.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ServerError(path, "cannot read", errno: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            // SAFETY: the buffer is the array's own, for the time of the call, with its length.
            let count = unsafe part.withUnsafeMutableBytes { buffer in
                unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw ServerError(path, "cannot read", errno: errno)
            }
            bytes += part[..<count]
            guard bytes.count <= byteLimit else {
                throw ServerError(
                    path,
                    "cannot read",
                    "it is larger than 1 MiB; is it the right file?"
                )
            }
        }
    }
}
