internal import Glibc

/// Why a batch is not known to have arrived.
enum DeliveryFailure: CustomStringConvertible {
    /// The command has closed a pipe, most often by ending.
    case closed
    case notRead(milliseconds: Int)
    case notAcknowledged(milliseconds: Int)
    case wrongAcknowledgement
    case system(errno: Int32)

    var description: String {
        switch self {
        case .closed: "does not read any more"
        case .notRead(let milliseconds): "did not read a batch within \(milliseconds) ms"
        case .notAcknowledged(let milliseconds):
            "did not acknowledge a batch within \(milliseconds) ms "
                + "(a command that cannot, needs ack off)"
        case .wrongAcknowledgement:
            "wrote to descriptor 3 what is no acknowledgement of the batch it was given"
        case .system(let code): "cannot be written to: \(Self.message(code))"
        }
    }

    /// The text of an error of the system.
    static func message(_ code: Int32) -> String {
        // SAFETY: `strerror` gives a terminated text of this thread, copied at once.
        unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}
