internal import NIOCore
internal import NIOTLS

/// Ends connections that are too slow to agree on TLS; sits behind the handler that does so.
///
/// Until then, a client has shown nothing that a connection should be held for.
final class HandshakeClock: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let state: ServerState
    private var timer: Scheduled<Void>?
    private var context: ChannelHandlerContext?

    init(state: ServerState) { self.state = state }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        let time = TimeAmount.seconds(Int64(state.limits.headerSeconds))
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            self?.expire()
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        self.context = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent { timer?.cancel() }
        context.fireUserInboundEventTriggered(event)
    }

    private func expire() {
        state.counters.count(.slow)
        context?.close(promise: nil)
    }
}
