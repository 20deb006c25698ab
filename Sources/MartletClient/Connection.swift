internal import NIOCore

/// A connection, and why it failed.
///
/// TLS may fail before anybody writes, and whoever writes then only hears that the connection is
/// closed.
struct Connection: Sendable {
    let channel: any Channel
    private let failure: FirstFailure

    init(_ channel: any Channel, _ failure: FirstFailure) {
        self.channel = channel
        self.failure = failure
    }

    /// The reason for an error: the first thing that went wrong.
    func reason(for error: ClientError) -> ClientError { failure.error ?? error }
}
