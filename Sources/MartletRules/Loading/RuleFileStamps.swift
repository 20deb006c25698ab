internal import Glibc

/// What the files behind paths of rules are, told without reading them.
///
/// Two that are equal stand for the same rules. Links are followed: where a volume is mounted, a link is
/// swapped to change all files at once.
package struct RuleFileStamps: Equatable, Sendable {
    /// A regular file as it is.
    private struct Stamp: Equatable {
        let device: UInt
        let inode: UInt
        let byteCount: Int
        let seconds: Int
        let nanoseconds: Int
    }

    /// By path; `nil` stands for what has no content of its own: a pipe, or nothing at all.
    private let stamps: [String: Stamp?]

    /// Looks at files, and at the rule files below folders.
    package init(paths: [String]) {
        var stamps: [String: Stamp?] = [:]
        var files = RuleFiles()
        for path in paths {
            let found = files.files(at: path)
            for path in found.paths { stamps.updateValue(Self.stamp(of: path), forKey: path) }
            for failure in found.failures { stamps.updateValue(nil, forKey: failure.path) }
        }
        self.stamps = stamps
    }

    private static func stamp(of path: String) -> Stamp? {
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Stamp(
            device: UInt(status.st_dev),
            inode: UInt(status.st_ino),
            byteCount: Int(status.st_size),
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec
        )
    }
}
