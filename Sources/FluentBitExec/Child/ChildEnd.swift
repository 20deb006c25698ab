internal import Glibc

/// How a command ended.
enum ChildEnd: CustomStringConvertible {
    case status(Int32)
    case signal(Int32)
    /// Somebody else has taken note of it.
    case unknown

    /// - Parameter status: what `waitpid` gives.
    init(waitStatus status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
    }

    var description: String {
        switch self {
        case .status(let status): "exited with status \(status)"
        case .signal(let signal): "was ended by signal \(signal)"
        case .unknown: "is gone"
        }
    }
}
