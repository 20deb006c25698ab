internal import Glibc

/// Tells whether a file is still what it was, without reading it.
///
/// Links are followed: where a secret is mounted, a link is swapped to change all files at once.
struct FileVersion: Equatable {
    private let device: dev_t
    private let inode: ino_t
    private let size: off_t
    private let seconds: Int
    private let nanoseconds: Int

    /// The file at a path now, or `nil` if there is none.
    init?(of path: String) {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        inode = status.st_ino
        size = status.st_size
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
