internal import NIOCore
internal import Synchronization

/// A connection, and why it failed.
///
/// TLS may fail before anybody writes, and whoever writes then only hears that the connection is closed.
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

/// The first error of a connection.
final class FirstFailure: Sendable {
    private let state = Mutex<ClientError?>(nil)

    var error: ClientError? { state.withLock { $0 } }

    func note(_ error: ClientError) {
        state.withLock { $0 = $0 ?? error }
    }
}

/// Notes errors on their way to other handlers.
final class FailureHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let failure: FirstFailure

    init(_ failure: FirstFailure) {
        self.failure = failure
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        failure.note(ClientError(error))
        context.fireErrorCaught(error)
    }
}
