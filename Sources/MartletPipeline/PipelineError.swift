internal import Glibc

/// An operating error: a file or descriptor failed underneath the pipeline.
package struct PipelineError: Error, Equatable {
    /// What was being done, as in "cannot read".
    package let action: String
    /// The file it failed on.
    package let path: String
    /// The number the system call left, or 0.
    package let errno: Int32
    /// What is wrong and what to do, where no system call tells it.
    package let reason: String?

    /// Tells of a failed system call.
    package init(action: String, path: String, errno: Int32) {
        self.action = action
        self.path = path
        self.errno = errno
        self.reason = nil
    }

    /// Tells of something wrong that no system call reported.
    package init(action: String, path: String, reason: String) {
        self.action = action
        self.path = path
        self.errno = 0
        self.reason = reason
    }
}

extension PipelineError {
    /// Says that an input is one of the run's own outputs.
    static func writtenByRun(_ name: String) -> PipelineError {
        PipelineError(
            action: "not scanned",
            path: name,
            reason: "this run writes to it; write somewhere else, or leave it out"
        )
    }
}

extension PipelineError: CustomStringConvertible {
    /// The error in one line for the user: file, action, reason.
    package var description: String {
        "\(path): \(action): \(reason ?? systemReason)"
    }

    private var systemReason: String {
        // SAFETY: strerror returns a NUL-terminated string, which is copied before any other call.
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe String(cString: text)
    }
}
