internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// The far end of connections: where it is, and how it must prove itself.
package struct Endpoint: Sendable {
    /// All clients share one thread, which waits for the network; it lives as long as the process.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    let host: String
    let port: Int
    let timeout: TimeAmount
    private let tls: NIOSSLContext?

    /// Names a far end.
    ///
    /// - Parameters:
    ///   - host: a name or an address.
    ///   - port: the port.
    ///   - usesTLS: whether it must prove itself.
    ///   - authorities: certificates (PEM) that may vouch for it; `nil` takes the system's.
    ///   - timeout: how many seconds connecting may take, and then an answer.
    /// - Throws: if the certificates cannot be used.
    package init(
        host: String,
        port: Int,
        usesTLS: Bool,
        authorities: [UInt8]? = nil,
        timeout: Int = 10
    ) throws(ClientError) {
        self.host = host
        self.port = port
        self.timeout = .seconds(Int64(timeout))
        guard usesTLS else {
            tls = nil
            return
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.shutdownTimeout = .milliseconds(500)
        if let authorities {
            let certificates = (try? NIOSSLCertificate.fromPEMBytes(authorities)) ?? []
            guard !certificates.isEmpty else {
                throw ClientError("there is no certificate in PEM form")
            }
            configuration.trustRoots = .certificates(certificates)
        }
        do {
            tls = try NIOSSLContext(configuration: configuration)
        } catch {
            throw ClientError(error)
        }
    }

    /// Opens a connection; blocks until it is there, but for TLS, which is agreed on with the first bytes.
    ///
    /// - Parameter setUp: adds the handlers behind TLS.
    /// - Returns: the connection.
    /// - Throws: if there is none in time.
    func connect(
        _ setUp: @escaping @Sendable (ChannelPipeline.SynchronousOperations) throws -> Void
    ) throws(ClientError) -> Connection {
        let tls = tls
        let host = host
        let failure = FirstFailure()
        do {
            let channel = try ClientBootstrap(group: Self.group)
                .connectTimeout(timeout)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .channelOption(.socketOption(.so_keepalive), value: 1)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        if let tls {
                            try pipeline.addHandler(Self.tlsHandler(tls, host: host))
                        }
                        try pipeline.addHandler(FailureHandler(failure))
                        try setUp(pipeline)
                    }
                }
                .connect(host: host, port: port)
                .wait()
            return Connection(channel, failure)
        } catch {
            throw ClientError(error)
        }
    }

    /// Opens a way for datagrams, which tells at most that nobody listens.
    func openDatagrams() throws(ClientError) -> any Channel {
        do {
            return try DatagramBootstrap(group: Self.group).connect(host: host, port: port).wait()
        } catch {
            throw ClientError(error)
        }
    }

    private static func tlsHandler(
        _ context: NIOSSLContext,
        host: String
    ) throws -> NIOSSLClientHandler {
        // An address proves itself by an entry of its certificate, too, but is not named in advance.
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }
}
