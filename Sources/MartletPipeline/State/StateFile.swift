internal import Glibc
internal import MartletEngine

/// A file that is replaced as a whole, by one process at a time, and proves that it is undamaged.
///
/// First a line that says what it is, and one with the version of what follows; at the end a
/// checksum. A lock beside it outlives the replacing.
final class StateFile: Sendable {
    private static let magic = Array("martlet state\n".utf8)
    private static let version = Array("1\n".utf8)
    /// The checksum goes on from block to block.
    private static let blockByteCount = 1 << 16

    let path: String
    private let lock: Int32

    /// Takes the file for this process, whether or not it is there.
    ///
    /// - Throws: if another process has it, or it can be no file that is replaced.
    init(path: String) throws(PipelineError) {
        self.path = path
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            // Nothing is put beside a device; a pipe would never end.
            throw PipelineError(
                action: "cannot use the state",
                path: path,
                reason: "it is no regular file; name a file, which need not be there"
            )
        }
        // SAFETY: as for all calls below, the path becomes a C string that lives for the call.
        lock = unsafe Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o600)
        guard lock >= 0 else {
            throw PipelineError(action: "cannot create", path: path + ".lock", errno: errno)
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let error =
                errno == EWOULDBLOCK
                ? PipelineError(
                    action: "in use",
                    path: path,
                    reason: "another run keeps its state there; wait for it, or name another file"
                )
                : PipelineError(action: "cannot lock", path: path + ".lock", errno: errno)
            close(lock)
            throw error
        }
    }

    deinit { close(lock) }

    /// What the file holds, without what proves it; `nil` if there is no file.
    func read() throws(PipelineError) -> ArraySlice<UInt8>? {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else {
            throw PipelineError(action: "cannot open", path: path, errno: errno)
        }
        defer { close(descriptor) }
        let bytes = try DescriptorBytes.readAll(descriptor, path: path)
        guard bytes.starts(with: StateFile.magic) else {
            throw damage("it holds no state of martlet; name another file")
        }
        let body = bytes.dropFirst(StateFile.magic.count)
        guard body.starts(with: StateFile.version) else {
            throw damage("it is of another version of martlet; name another file to begin anew")
        }
        let content = body.dropFirst(StateFile.version.count).dropLast(8)
        guard bytes.suffix(8).elementsEqual(StateFile.checksum(bytes.dropLast(8))) else {
            throw damage()
        }
        return content
    }

    /// Says that what the file holds is not what was written.
    func damage(
        _ reason: String = "it is damaged; restore a copy, or remove it to begin anew"
    ) -> PipelineError {
        PipelineError(action: "cannot use the state", path: path, reason: reason)
    }

    /// Replaces the file; whatever happens, it is the old one or the new one.
    func replace(
        _ body: (inout Writer) throws(PipelineError) -> Void
    ) throws(PipelineError) {
        let name = path + ".new"
        let descriptor = unsafe Glibc.open(
            name,
            O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY,
            0o600
        )
        guard descriptor >= 0 else {
            throw PipelineError(action: "cannot create", path: name, errno: errno)
        }
        let sink = DescriptorSink(descriptor: descriptor, path: name)
        var writer = Writer(sink)
        do throws(PipelineError) {
            try writer.append(StateFile.magic + StateFile.version)
            try body(&writer)
            try writer.finish()
            try sink.synchronize()
        } catch {
            try? sink.close()
            // What there was of it is of no use, and would keep a full disk full.
            unsafe unlink(name)
            throw error
        }
        try sink.close()
        guard unsafe rename(name, path) == 0 else {
            throw PipelineError(action: "cannot replace", path: path, errno: errno)
        }
        synchronizeFolder()
    }

    /// Makes the new name of the file last; not all file systems can.
    private func synchronizeFolder() {
        let end = path.lastIndex(of: "/")
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe Glibc.open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    // MARK: - Checksum

    /// Takes the bytes of a file, and adds the checksum.
    struct Writer {
        private let sink: DescriptorSink
        private var block: [UInt8] = []
        private var hash: UInt64 = 0

        init(_ sink: DescriptorSink) {
            self.sink = sink
        }

        mutating func append(_ bytes: [UInt8]) throws(PipelineError) {
            block += bytes
            while block.count >= StateFile.blockByteCount {
                try write(block.prefix(StateFile.blockByteCount))
                block.removeFirst(StateFile.blockByteCount)
            }
        }

        mutating func finish() throws(PipelineError) {
            if !block.isEmpty { try write(block[...]) }
            try sink.write(StateFile.bytes(of: hash).span)
        }

        private mutating func write(_ bytes: ArraySlice<UInt8>) throws(PipelineError) {
            hash = StateFile.hash(bytes, behind: hash)
            try sink.write(Array(bytes).span)
        }
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var hash: UInt64 = 0
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = min(start + blockByteCount, bytes.endIndex)
            hash = self.hash(bytes[start..<end], behind: hash)
            start = end
        }
        return self.bytes(of: hash)
    }

    private static func hash(_ block: ArraySlice<UInt8>, behind hash: UInt64) -> UInt64 {
        ByteView.withBytes(Array(block)) { TextHash.hash($0, seed: hash &* 31 &+ 1) }
    }

    private static func bytes(of hash: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64($0 * 8)) }
    }
}
