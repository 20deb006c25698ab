internal import Glibc

/// Why a server cannot do what its options ask for, in the words of a user.
package struct ServerError: Error, Equatable, Sendable {
    /// The address, path or option it is about.
    package let subject: String
    /// What cannot be done, as in "cannot listen".
    package let action: String
    /// What is wrong and what to do.
    package let reason: String

    /// Tells of something wrong.
    package init(_ subject: String, _ action: String, _ reason: String) {
        self.subject = subject
        self.action = action
        self.reason = reason
    }

    /// Tells of a failed system call, with a hint at what to do, if there is one.
    init(_ subject: String, _ action: String, errno number: Int32, hint: String? = nil) {
        // SAFETY: strerror returns a NUL-terminated string, which is copied before any other call.
        let text = unsafe strerror(number).map { unsafe String(cString: $0) }
        let reason = text ?? "error \(number)"
        self.init(subject, action, hint.map { "\(reason): \($0)" } ?? reason)
    }
}

extension ServerError: CustomStringConvertible {
    /// The error in one line: subject, action, reason.
    package var description: String { "\(subject): \(action): \(reason)" }
}
