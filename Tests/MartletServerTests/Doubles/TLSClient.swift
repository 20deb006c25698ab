import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A client that speaks TLS: sends a text and reads until the server closes.
enum TLSClient {
    /// What the server sent, or the error that ended the connection.
    ///
    /// The server may show no certificate but the trusted one.
    static func send(
        _ text: String,
        port: Int,
        trusted: String,
        identity: (certificate: String, key: String)? = nil,
        maximumVersion: TLSVersion? = nil
    ) throws -> String {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(trusted))
        configuration.minimumTLSVersion = .tlsv1
        configuration.maximumTLSVersion = maximumVersion
        configuration.applicationProtocols = ["http/1.1"]
        if let identity {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(identity.certificate)
                .map { .certificate($0) }
            configuration.privateKey = .privateKey(
                try NIOSSLPrivateKey(file: identity.key, format: .pem)
            )
        }
        let context = try NIOSSLContext(configuration: configuration)
        let received = Received()
        let channel = try ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        NIOSSLClientHandler(context: context, serverHostname: "localhost"),
                        Collector(received)
                    )
                }
            }
            .connect(host: "127.0.0.1", port: port).wait()
        // A handshake that fails is told by the collector.
        try? channel.writeAndFlush(ByteBuffer(string: text)).wait()
        try channel.closeFuture.wait()
        if let error = received.state.withLock({ $0.error }) { throw error }
        return received.state.withLock { $0.text }
    }
}

private final class Received: Sendable {
    let state = Mutex<(text: String, error: (any Error)?)>(("", nil))
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let received: Received

    init(_ received: Received) { self.received = received }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let text = String(buffer: unwrapInboundIn(data))
        received.state.withLock { $0.text += text }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        received.state.withLock { $0.error = $0.error ?? error }
        context.close(promise: nil)
    }
}
