/// How much log is wanted.
package enum LogLimit: Equatable, Sendable {
    /// Whole lines of at most this many bytes together, line feeds included.
    case bytes(Int)
    /// Exactly this many lines.
    case events(Int)

    func isReached(events: Int, bytes: Int) -> Bool {
        switch self {
        case .bytes(let limit): bytes >= limit
        case .events(let limit): events >= limit
        }
    }

    func isExceeded(bytes: Int) -> Bool {
        guard case .bytes(let limit) = self else { return false }
        return bytes > limit
    }
}
