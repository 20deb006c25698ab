internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

extension Openers {
    /// What one read takes; a batch is what some such reads bring.
    private static let readBytes = AdaptiveRecvByteBufferAllocator(
        minimum: 4 << 10,
        initial: 16 << 10,
        maximum: 256 << 10
    )

    /// Opens a listener for lines.
    func open(_ listener: LineListener) throws(ServerError) -> Opened {
        switch listener.endpoint {
        case .tcp(let address):
            let addresses = try address.resolved()
            guard
                listener.tls != nil || listener.allowsPlainText
                    || addresses.allSatisfy(\.isLoopback)
            else {
                throw ListenFailure.plainText(address)
            }
            let tls = try tls(listener.tls, applicationProtocols: [])
            let bootstrap = bootstrap(source: nil, tls: tls)
                .childChannelOption(.socketOption(.so_keepalive), value: 1)
            return Opened(
                channel: try bind(bootstrap, to: address, resolved: addresses),
                files: tls.map { [$0] } ?? []
            )
        case .unix(let path, let mode):
            let file = try UnixSocketFile(path: path, mode: mode)
            do {
                let channel = try bootstrap(source: "unix:\(path)", tls: nil)
                    .withBoundSocket(file.descriptor).wait()
                // The channel has set its own, small backlog.
                listen(file.descriptor, Self.backlog)
                return Opened(channel: channel, socket: file)
            } catch {
                file.remove()
                throw ListenFailure.error(error, address: path)
            }
        }
    }

    /// Sets up connections; over TCP the source is where it listens.
    private func bootstrap(source: String?, tls: Reloading<NIOSSLContext>?) -> ServerBootstrap {
        bootstrap(counting: state.connections)
            .childChannelOption(.recvAllocator, value: Self.readBytes)
            .childChannelInitializer { [state] channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls {
                        try pipeline.addHandlers(
                            NIOSSLServerHandler(context: tls.current),
                            HandshakeClock(state: state)
                        )
                    }
                    let address = channel.parent?.localAddress?.text ?? ""
                    let connection = LineConnection(
                        state: state,
                        source: source ?? "tcp:\(address)",
                        eventLoop: channel.eventLoop
                    )
                    try pipeline.addHandler(connection)
                }
            }
    }
}
