internal import Glibc

/// What the system knows of an open regular file.
struct FileStatus {
    let identity: FileIdentity
    let byteCount: Int
    /// When it was written last, in seconds since 1970.
    let modified: Int

    /// `nil` for what is no regular file.
    init?(of descriptor: Int32) {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        identity = FileIdentity(status)
        byteCount = Int(status.st_size)
        modified = status.st_mtim.tv_sec
    }
}
