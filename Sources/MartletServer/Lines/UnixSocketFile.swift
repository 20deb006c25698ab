internal import Glibc
internal import NIOCore

/// A unix socket's file, from binding to removal.
struct UnixSocketFile: Sendable {
    /// The bound socket, for a channel to take over.
    let descriptor: Int32
    private let path: String
    /// What was made here: somebody else's file at the same path is left alone.
    private let version: FileVersion?

    /// Binds a socket to a path.
    ///
    /// What an ended process left there is removed; a socket that somebody listens on is not. The file is
    /// never wider open than its mode.
    init(path: String, mode: UInt32) throws(ServerError) {
        let address: SocketAddress
        do {
            address = try SocketAddress(unixDomainSocketPath: path)
        } catch {
            throw ServerError(
                path,
                "cannot listen",
                "the path is too long for a socket; at most 107 bytes"
            )
        }
        try Self.removeStale(path, address)
        let descriptor = Self.makeSocket()
        guard descriptor >= 0 else { throw ServerError(path, "cannot listen", errno: errno) }
        // The mode of the socket becomes that of the file, less the umask, which is undone below.
        // SAFETY: the address and the path are copies for the time of each call.
        guard fchmod(descriptor, mode) == 0, unsafe Self.call(bind, descriptor, address),
            unsafe chmod(path, mode) == 0
        else {
            let number = errno
            close(descriptor)
            throw ServerError(path, "cannot listen", errno: number)
        }
        self.descriptor = descriptor
        self.path = path
        version = FileVersion(of: path)
    }

    /// Removes the file, if it is still the one that was made.
    func remove() {
        guard let version, FileVersion(of: path) == version else { return }
        // SAFETY: the path is a NUL-terminated copy for the time of the call.
        _ = unsafe unlink(path)
    }

    private static func removeStale(
        _ path: String,
        _ address: SocketAddress
    ) throws(ServerError) {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ServerError(
                path,
                "cannot listen",
                "a file that is no socket is there; remove it or choose another path"
            )
        }
        let probe = makeSocket()
        guard probe >= 0 else { throw ServerError(path, "cannot listen", errno: errno) }
        defer { close(probe) }
        // SAFETY: the address is a copy for the time of the call.
        if unsafe call(connect, probe, address) || errno != ECONNREFUSED {
            throw ServerError(
                path,
                "cannot listen",
                "somebody listens there already; stop it or choose another path"
            )
        }
        // SAFETY: the path is a NUL-terminated copy for the time of the call.
        guard unsafe unlink(path) == 0 else {
            throw ServerError(path, "cannot remove the socket of an ended process", errno: errno)
        }
    }

    private static func makeSocket() -> Int32 {
        // Not blocking, or the probe would wait at a full backlog.
        let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        return socket(AF_UNIX, Int32(kind), 0)
    }

    /// Calls `bind` or `connect`.
    private static func call(
        _ function: (Int32, UnsafePointer<sockaddr>?, socklen_t) -> Int32,
        _ descriptor: Int32,
        _ address: SocketAddress
    ) -> Bool {
        // SAFETY: the address lives for the time of the call, and has this length.
        unsafe address.withSockAddr { pointer, length in
            unsafe function(descriptor, pointer, socklen_t(length)) == 0
        }
    }
}
