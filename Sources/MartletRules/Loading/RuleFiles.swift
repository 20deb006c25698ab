internal import Glibc

/// Finds and reads rule files; the only place of this module that touches the file system.
struct RuleFiles {
    /// The size beyond which a file is not read, in bytes.
    static let byteLimit = YAMLParser.byteLimit

    /// A file system object, whatever path leads to it.
    private struct Identity: Hashable {
        let device: UInt
        let inode: UInt
    }

    /// What the system says of a path.
    private struct Status {
        let isFolder: Bool
        let isFile: Bool
        let identity: Identity

        init(_ status: stat) {
            isFolder = status.st_mode & S_IFMT == S_IFDIR
            isFile = status.st_mode & S_IFMT == S_IFREG
            identity = Identity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
        }
    }

    /// What a folder holds under a name.
    private struct Entry {
        let name: String
        let path: String
        let status: Result<Status, Failure>
    }

    /// A path that cannot be read, and why.
    struct Failure: Error {
        let path: String
        let reason: String
    }

    /// What was visited: a file counts once, and a loop of links ends.
    private var visited: Set<Identity> = []

    /// The rule files behind a path: the file itself, or every `*.yml` and `*.yaml` below a folder
    /// in natural order, without hidden entries.
    ///
    /// A file that an earlier call returned is left out.
    mutating func files(at path: String) -> (paths: [String], failures: [Failure], isFolder: Bool) {
        var paths: [String] = []
        var failures: [Failure] = []
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            failures.append(Failure(path: path, reason: RuleFiles.systemReason(errno)))
            return (paths, failures, false)
        }
        let found = Status(status)
        visit(path, found, isNamedByUser: true, into: &paths, failures: &failures)
        return (paths, failures, found.isFolder)
    }

    /// The bytes of a file.
    ///
    /// - Throws: ``Failure`` with the system's reason.
    static func read(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, reason: systemReason(errno)) }
        defer { close(descriptor) }
        // The size is a hint only: a pipe has none, and a file may grow. Room for one byte more than
        // the file has shows its end: whoever gets exactly its size has all of it.
        var status = stat()
        let size = unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        var bytes: [UInt8] = []
        while true {
            let room = bytes.isEmpty && size > 0 ? min(size, byteLimit) + 1 : 64 << 10
            let chunk = try read(descriptor, room: room, path: path)
            if chunk.isEmpty { return bytes }
            // Most files are one chunk, which is taken as it is.
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            if bytes.count == size { return bytes }
            guard bytes.count <= byteLimit else {
                throw Failure(path: path, reason: "it is larger than \(byteLimit >> 20) MiB")
            }
        }
    }

    /// The next bytes of a file, at most `room`; none at its end.
    private static func read(
        _ descriptor: Int32,
        room: Int,
        path: String
    ) throws(Failure) -> [UInt8] {
        var failure: Int32 = 0
        let chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            var result: Int
            // SAFETY: the buffer has `room` bytes, and what is read initializes them.
            repeat {
                result = unsafe Glibc.read(descriptor, buffer.baseAddress, room)
            } while result < 0 && errno == EINTR
            if result < 0 { failure = errno }
            count = max(0, result)
        }
        guard failure == 0 else { throw Failure(path: path, reason: systemReason(failure)) }
        return chunk
    }

    /// Adds a file, or what is below a folder, of which the system says this.
    private mutating func visit(
        _ path: String,
        _ status: Status,
        isNamedByUser: Bool,
        into paths: inout [String],
        failures: inout [Failure]
    ) {
        // A pipe is read when the user names it; found in a folder it could block for ever.
        let isWanted = isNamedByUser || status.isFile && RuleFiles.isNamedAsRules(path)
        guard status.isFolder || isWanted, visited.insert(status.identity).inserted else { return }
        guard status.isFolder else {
            paths.append(path)
            return
        }
        do throws(Failure) {
            for entry in try RuleFiles.entries(of: path, failures: &failures) {
                switch entry.status {
                case .success(let status):
                    visit(
                        entry.path,
                        status,
                        isNamedByUser: false,
                        into: &paths,
                        failures: &failures
                    )
                case .failure(let failure): failures.append(failure)
                }
            }
        } catch {
            failures.append(error)
        }
    }

    private static func isNamedAsRules(_ path: String) -> Bool {
        path.hasSuffix(".yml") || path.hasSuffix(".yaml")
    }

    /// What is in a folder, without what is hidden, in natural order.
    private static func entries(
        of path: String,
        failures: inout [Failure]
    ) throws(Failure) -> [Entry] {
        guard let folder = unsafe opendir(path) else {
            throw Failure(path: path, reason: systemReason(errno))
        }
        defer { unsafe closedir(folder) }
        let parent = path.hasSuffix("/") ? path : path + "/"
        var entries: [Entry] = []
        // SAFETY: an entry is valid until the next call; its name ends with NUL and is copied.
        while let entry = unsafe readdir(folder) {
            let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if bytes.first == UInt8(ascii: ".") { continue }
            let isFile = unsafe Int(entry.pointee.d_type) == DT_REG
            let name = String(decoding: bytes, as: UTF8.self)
            if isFile, !isNamedAsRules(name) { continue }
            guard name.utf8.elementsEqual(bytes) else {
                // No text stands for such a name, so that nothing could open the file.
                failures.append(
                    Failure(path: parent + name, reason: "its name is not UTF-8; rename it")
                )
                continue
            }
            // Asked for below the folder, so that the system need not find that again.
            var status = stat()
            let path = parent + name
            entries.append(
                Entry(
                    name: name,
                    path: path,
                    status: unsafe fstatat(dirfd(folder), name, &status, 0) == 0
                        ? .success(Status(status))
                        : .failure(Failure(path: path, reason: systemReason(errno)))
                )
            )
        }
        return NaturalOrder.sorted(entries, by: \.name)
    }

    static func systemReason(_ number: Int32) -> String {
        // SAFETY: the text lives until the next call on this thread and is copied at once.
        unsafe String(cString: strerror(number))
    }
}
