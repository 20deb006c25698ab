internal import Glibc

/// Which file a descriptor is open on, whatever its path.
package struct FileIdentity: Hashable, Sendable {
    private let device: dev_t
    private let inode: ino_t

    init(_ status: stat) {
        device = status.st_dev
        inode = status.st_ino
    }

    /// The regular file at a path, or `nil` if there is none.
    package init?(ofFileAt path: String) {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        self.init(status)
    }
}
