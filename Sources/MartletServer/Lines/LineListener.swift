/// A listener for NDJSON over TCP or a unix socket: lines as they come, unanswered.
package struct LineListener: Sendable, Equatable {
    /// Where it listens.
    package enum Endpoint: Sendable, Equatable {
        case tcp(ListenAddress)
        /// A socket file with this mode, as in `chmod`; who may write to it may send.
        case unix(path: String, mode: UInt32)
    }

    package var endpoint: Endpoint
    /// Without it, what clients send over TCP is plain text; unix sockets need none.
    package var tls: TLSFiles?
    /// Whether events may come in as plain text from other machines.
    package var allowsPlainText: Bool

    /// Describes a listener.
    package init(endpoint: Endpoint, tls: TLSFiles? = nil, allowsPlainText: Bool = false) {
        self.endpoint = endpoint
        self.tls = tls
        self.allowsPlainText = allowsPlainText
    }
}
