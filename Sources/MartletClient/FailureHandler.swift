internal import NIOCore

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
