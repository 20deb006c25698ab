internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

extension Openers {
    /// Opens a listener for HTTP.
    func open(_ listener: HTTPListener) throws(ServerError) -> Opened {
        let addresses = try listener.address.resolved()
        let isOpenToEvents = listener.takesEvents && listener.tls == nil
        guard !isOpenToEvents || listener.allowsPlainText || addresses.allSatisfy(\.isLoopback)
        else {
            throw ListenFailure.plainText(listener.address)
        }
        let tls = try tls(listener.tls, applicationProtocols: ["http/1.1"])
        let tokens = try tokens(listener.tokens)
        let gate = HTTPGuard(state: state, listener: listener, tokens: tokens)
        let bootstrap = bootstrap(
            counting: listener.takesEvents ? state.connections : state.pageConnections
        ).childChannelInitializer { [pages] channel in
            channel.eventLoop.makeCompletedFuture {
                let pipeline = channel.pipeline.syncOperations
                if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls.current)) }
                let connection = HTTPConnection(gate: gate, pages: pages)
                try pipeline.addHandlers(
                    connection.makeClock(),
                    HTTPResponseEncoder(),
                    ByteToMessageHandler(Self.decoder(gate.state.limits)),
                    HTTPServerPipelineHandler(),
                    connection
                )
            }
        }
        let channel = try bind(bootstrap, to: listener.address, resolved: addresses)
        let files: [(any Reloadable)?] = [tls, tokens]
        return Opened(
            channel: channel,
            files: files.compactMap { $0 },
            takesEvents: listener.takesEvents
        )
    }

    private func tokens(_ path: String?) throws(ServerError) -> Reloading<BearerTokens>? {
        guard let path else { return nil }
        return try Reloading(paths: [path]) { () throws(ServerError) in
            try BearerTokens(file: path)
        }
    }

    private static func decoder(_ limits: ServerLimits) -> HTTPRequestDecoder {
        var headers = NIOHTTPDecoderLimitConfiguration()
        headers.maxHeaderListSize = limits.headerBytes
        headers.maxHeaderFieldSize = limits.headerBytes
        return HTTPRequestDecoder(limitConfiguration: headers)
    }
}
