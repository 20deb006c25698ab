internal import Glibc

/// How large a file is, and when it was written last: what changes when it does.
struct FileStamp: Equatable {
    let byteCount: Int
    let seconds: Int
    private let nanoseconds: Int

    init(_ status: stat) {
        byteCount = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }

    /// As an open file is now.
    init?(_ file: InputFile) {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe fstat(file.descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Whether one was written before the other.
    static func < (first: FileStamp, second: FileStamp) -> Bool {
        (first.seconds, first.nanoseconds) < (second.seconds, second.nanoseconds)
    }
}
