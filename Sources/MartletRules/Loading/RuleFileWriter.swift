internal import Glibc

/// Replaces rule files so that nobody ever sees half of one.
package enum RuleFileWriter {
    /// A file that cannot be replaced, and why.
    package struct Failure: Error {
        package let path: String
        package let reason: String
    }

    /// Replaces the contents of a file, and keeps its mode and its owner; through a link, the file
    /// behind it.
    ///
    /// The new contents are written beside the file and take its name when they are on the disk.
    ///
    /// - Parameters:
    ///   - old: what the new contents were made from; a file that holds anything else by now is
    ///     left as it is.
    ///   - path: the file.
    ///   - new: the new contents.
    /// - Throws: ``Failure`` with the reason; the file is as it was then.
    package static func replace(
        _ old: [UInt8],
        in path: String,
        with new: [UInt8]
    ) throws(Failure) {
        guard let target = realPath(path) else { throw failure(path) }
        var status = stat()
        guard unsafe stat(target, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(path: path, reason: "it is not a regular file")
        }
        // A name of its own: one made from the file's could be too long, or look like a rule's.
        let folder = target[...(target.lastIndex(of: "/") ?? target.startIndex)]
        var template = Array("\(folder).martlet-XXXXXX".utf8CString)
        // SAFETY: the template is an array of our own that ends with NUL.
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw failure(path) }
        let temporary = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        do throws(Failure) {
            try fill(descriptor, with: new, like: status, path: path)
            guard try holds(old, path) else {
                throw Failure(path: path, reason: "it was changed meanwhile; check it again")
            }
            guard unsafe rename(temporary, target) == 0 else { throw failure(path) }
        } catch {
            unsafe unlink(temporary)
            throw error
        }
    }

    /// Whether something is there that is neither a file nor a folder, such as a pipe: it can be
    /// read once, and nothing can be written back.
    package static func isPassing(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// Writes a new file to the disk and closes it.
    private static func fill(
        _ descriptor: Int32,
        with bytes: [UInt8],
        like status: stat,
        path: String
    ) throws(Failure) {
        // Only root can give files away; what belongs to the user is theirs already.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        let isWritten =
            fchmod(descriptor, status.st_mode & 0o7777) == 0 && write(bytes, to: descriptor)
            && fsync(descriptor) == 0
        let problem = failure(path)
        guard close(descriptor) == 0 else { throw isWritten ? failure(path) : problem }
        guard isWritten else { throw problem }
    }

    private static func holds(_ bytes: [UInt8], _ path: String) throws(Failure) -> Bool {
        do throws(RuleFiles.Failure) {
            return try RuleFiles.read(path) == bytes
        } catch {
            throw Failure(path: path, reason: error.reason)
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
