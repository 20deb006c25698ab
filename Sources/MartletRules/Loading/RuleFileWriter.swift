internal import Glibc

/// Replaces rule files so that nobody ever sees half of one.
package enum RuleFileWriter {
    /// A file that cannot be replaced, and why.
    package struct Failure: Error {
        package let path: String
        package let reason: String
    }

    /// Replaces the contents of a file and keeps its mode; through a link, the file behind it.
    ///
    /// The new contents are written beside the file and take its name when they are on the disk.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
        guard let target = realPath(path) else { throw failure(path) }
        var status = stat()
        guard unsafe stat(target, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(path: path, reason: "it is not a regular file")
        }
        var template = Array("\(target).XXXXXX".utf8CString)
        // SAFETY: the template is an array of our own that ends with NUL.
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw failure(path) }
        let temporary = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        let isWritten =
            fchmod(descriptor, status.st_mode & 0o7777) == 0 && write(bytes, to: descriptor)
            && fsync(descriptor) == 0
        let problem = errno
        guard close(descriptor) == 0, isWritten, unsafe rename(temporary, target) == 0 else {
            let reason = isWritten ? errno : problem
            unsafe unlink(temporary)
            throw Failure(path: path, reason: RuleFiles.systemReason(reason))
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            // SAFETY: the buffer is valid for the call and as long as it says.
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func realPath(_ path: String) -> String? {
        // SAFETY: the text is the caller's to free, and is copied before.
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    private static func failure(_ path: String) -> Failure {
        Failure(path: path, reason: RuleFiles.systemReason(errno))
    }
}
