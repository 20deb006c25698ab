internal import Glibc

/// An input that is open.
///
/// Shared by the threads that read its ranges; closed when the last of them lets go.
final class InputFile: Sendable {
    /// Whether the bytes can be read at any place, or only one after another.
    enum Kind: Sendable {
        /// A regular file with this many bytes at the time it was opened.
        case regular(byteCount: Int)
        /// A pipe, a terminal, a file of the kernel.
        case stream
    }

    let name: String
    let kind: Kind
    let identity: FileIdentity
    let descriptor: Int32
    private let isOwned: Bool

    var isStandardInput: Bool { !isOwned }

    private init(
        name: String,
        kind: Kind,
        identity: FileIdentity,
        descriptor: Int32,
        isOwned: Bool
    ) {
        self.name = name
        self.kind = kind
        self.identity = identity
        self.descriptor = descriptor
        self.isOwned = isOwned
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    /// Opens an input.
    ///
    /// Never waits: a named pipe without a writer is waited for when it is read.
    static func open(_ input: Input) throws(PipelineError) -> InputFile {
        let descriptor: Int32
        switch input {
        case .standardInput: descriptor = STDIN_FILENO
        case .file(let path):
            descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        }
        guard descriptor >= 0 else {
            throw PipelineError(action: "cannot open", path: input.name, errno: errno)
        }
        var status = stat()
        // SAFETY: `status` is a stat to be filled, alive for the call.
        guard unsafe fstat(descriptor, &status) == 0 else {
            let error = PipelineError(action: "cannot read", path: input.name, errno: errno)
            if input != .standardInput { close(descriptor) }
            throw error
        }
        let file = InputFile(
            name: input.name,
            kind: kind(of: status, descriptor: descriptor),
            identity: FileIdentity(status),
            descriptor: descriptor,
            isOwned: input != .standardInput
        )
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            throw PipelineError(action: "cannot read", path: input.name, errno: EISDIR)
        case S_IFIFO:
            // Fewer switches between the writer and us; a smaller pipe is good enough.
            let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ, which Glibc does not export
            _ = fcntl(descriptor, setPipeSize, 1 << 20)
        default: break
        }
        return file
    }

    private static func kind(of status: stat, descriptor: Int32) -> Kind {
        // Files of the kernel (/proc) claim to be empty, and somebody may have read the start of
        // standard input already: both are read in order.
        let isWhole =
            status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
            && lseek(descriptor, 0, SEEK_CUR) == 0
        return isWhole ? .regular(byteCount: Int(status.st_size)) : .stream
    }

    /// Reads at an offset until the buffer is full or the file ends; returns the bytes read.
    ///
    /// On an error, what was read before it is lost.
    func read(
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(PipelineError) -> Int {
        var count = 0
        while count < buffer.count {
            // SAFETY: the rebased rest of the caller's buffer is written, not more.
            let result = unsafe pread(
                descriptor,
                buffer.baseAddress.map { unsafe $0 + count },
                buffer.count - count,
                offset + count
            )
            if result == 0 { break }
            if result < 0 {
                if errno == EINTR { continue }
                throw PipelineError(action: "cannot read", path: name, errno: errno)
            }
            count += result
        }
        return count
    }
}
