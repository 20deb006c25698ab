internal import NIOCore

/// Closes connections as they come that are more than allowed; sits on the listening channel.
///
/// They are taken off the backlog, so that a client learns of it at once and not by a timeout.
final class ConnectionGate: ChannelInboundHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel

    private let state: ServerState

    private let connections: OpenConnections

    init(state: ServerState, connections: OpenConnections) {
        self.state = state
        self.connections = connections
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let connection = unwrapInboundIn(data)
        let refusal: Refusal?
        if state.isStopping, connections !== state.pageConnections {
            refusal = .stopping
        } else if !connections.admit(connection) {
            refusal = .connections
        } else {
            refusal = nil
        }
        if let refusal {
            state.counters.count(refusal)
            connection.close(promise: nil)
        } else {
            state.counters.count { $0.connectionsAccepted += 1 }
            context.fireChannelRead(data)
        }
    }
}
