internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Opens listeners on the event loops of a server.
struct Openers {
    let state: ServerState
    let group: MultiThreadedEventLoopGroup
    let pages: any OperationsPages

    /// Connections that the system holds until they are accepted.
    static let backlog: Int32 = 4_096

    /// What all listeners have in common.
    func bootstrap(counting connections: OpenConnections) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelInitializer { [state] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        ConnectionGate(state: state, connections: connections)
                    )
                }
            }
            // Who has sent all may still wait for the answer.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
    }

    /// Binds to the first of an address's socket addresses that can be had.
    func bind(
        _ bootstrap: ServerBootstrap,
        to address: ListenAddress,
        resolved: [SocketAddress]
    ) throws(ServerError) -> any Channel {
        var failure: any Error = ChannelError.unknownLocalAddress
        for socketAddress in resolved {
            do {
                return
                    try bootstrap
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .bind(to: socketAddress).wait()
            } catch {
                failure = error
            }
        }
        throw ListenFailure.error(failure, address: address.description)
    }

    /// Certificates for a listener, read anew when they change; `nil` if it has none.
    func tls(
        _ files: TLSFiles?,
        applicationProtocols: [String]
    ) throws(ServerError) -> Reloading<NIOSSLContext>? {
        guard let files else { return nil }
        return try Reloading(paths: files.paths) { () throws(ServerError) in
            try files.context(applicationProtocols: applicationProtocols)
        }
    }
}
