internal import NIOCore
internal import Synchronization

/// Sends bytes over a TCP connection that is opened when it is needed, and never reads any.
///
/// That bytes were sent means that the system took them: TCP tells nobody what the far end has read
/// when a connection is cut.
package final class StreamClient: Sendable {
    private let endpoint: Endpoint
    private let connection = Mutex<Connection?>(nil)

    /// Prepares; nothing is opened yet.
    package init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    /// Sends bytes, and waits until the system has taken them.
    ///
    /// - Throws: if it has not in time.
    package func send(_ bytes: [UInt8]) throws(ClientError) {
        let opened: Connection
        if let open = connection.withLock({ $0 }), open.channel.isActive {
            opened = open
        } else {
            opened = try endpoint.connect { pipeline in
                try pipeline.addHandler(StreamErrorHandler())
            }
            connection.withLock { $0 = opened }
        }
        let channel = opened.channel
        let written = channel.eventLoop.makePromise(of: Void.self)
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: written)
        let timer = channel.eventLoop.scheduleTask(in: endpoint.timeout) {
            written.fail(ClientError("the far end takes nothing"))
        }
        defer { timer.cancel() }
        do {
            try written.futureResult.wait()
        } catch {
            close()
            throw opened.reason(for: ClientError(error))
        }
    }

    /// Closes the connection, if there is one.
    package func close() {
        let open = connection.withLock { connection in
            defer { connection = nil }
            return connection
        }
        open?.channel.close(promise: nil)
    }
}

/// Closes a connection that has failed.
private final class StreamErrorHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
