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

    /// Opens a connection; blocks until it is there, but for TLS, which is agreed on with the first
    /// bytes.
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
    ///
    /// - Returns: the way.
    /// - Throws: if the host is not known in time, or the system has no socket left.
    func openDatagrams() throws(ClientError) -> any Channel {
        let (host, port) = (host, port)
        // Datagrams would look for the host on the thread that asks, for as long as that takes.
        let address = try inTime(orElse: "the address of the host is not known in time") {
            try SocketAddress.makeAddressResolvingHost(host, port: port)
        }
        do {
            return try DatagramBootstrap(group: Self.group).connect(to: address).wait()
        } catch {
            throw ClientError(error)
        }
    }

    /// Does what may hang on another thread, and waits for it no longer than the timeout.
    ///
    /// - Parameters:
    ///   - fault: what is wrong if it takes longer.
    ///   - body: does it; nobody stops it.
    /// - Returns: what came of it.
    /// - Throws: if it fails, or takes longer.
    package func inTime<Value: Sendable>(
        orElse fault: String,
        _ body: @escaping @Sendable () throws -> Value
    ) throws(ClientError) -> Value {
        let loop = Self.group.any()
        let promise = loop.makePromise(of: Value.self)
        let timer = loop.scheduleTask(in: timeout) { promise.fail(ClientError(fault)) }
        defer { timer.cancel() }
        NIOThreadPool.singleton.runIfActive(eventLoop: loop, body).cascade(to: promise)
        do {
            return try promise.futureResult.wait()
        } catch {
            throw ClientError(error)
        }
    }

    private static func tlsHandler(
        _ context: NIOSSLContext,
        host: String
    ) throws -> NIOSSLClientHandler {
        // An address proves itself by an entry of its certificate, too, but is not named in
        // advance.
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }
}
