internal import Glibc

/// A file that is written from its beginning to its end.
struct OutputFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// - Parameter path: the file to create or replace; `-` is standard output.
    /// - Throws: why the file cannot be opened.
    init(path: String) throws(GeneratorError) {
        self.path = path
        guard path != "-" else {
            descriptor = STDOUT_FILENO
            return
        }
        // SAFETY: the path is a C string that lives for the call.
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    private init(standardErrorNamed path: String) {
        self.path = path
        descriptor = STDERR_FILENO
    }

    static var standardError: OutputFile { OutputFile(standardErrorNamed: "standard error") }

    /// Writes all of `bytes`, however often the kernel takes only a part.
    func write(_ bytes: [UInt8]) throws(GeneratorError) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                // SAFETY: the range from `done` on lies in the array, which outlives the call.
                unsafe Glibc.write(
                    descriptor,
                    buffer.baseAddress?.advanced(by: done),
                    buffer.count - done
                )
            }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                throw Self.failure(path)
            }
            done += count
        }
    }

    private static func failure(_ path: String) -> GeneratorError {
        // SAFETY: strerror's text is copied before anything else can change it.
        let reason = unsafe String(cString: strerror(errno))
        return GeneratorError(
            exitStatus: 3,
            "cannot write \(path == "-" ? "standard output" : path): \(reason)"
        )
    }

    deinit {
        if descriptor > STDERR_FILENO { close(descriptor) }
    }
}
