internal import NIOCore
internal import Synchronization

/// Sends bytes over a TCP connection that is opened when it is needed, and never reads any.
///
/// That bytes were sent means that the system took them: TCP tells nobody what the far end has read when
/// a connection is cut.
package final class StreamClient: Sendable {
    private let endpoint: Endpoint
    private let connection = Mutex<(any Channel)?>(nil)

    /// Prepares; nothing is opened yet.
    package init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    /// Sends bytes, and waits until the system has taken them.
    ///
    /// - Throws: if it has not in time.
    package func send(_ bytes: [UInt8]) throws(ClientError) {
        let channel: any Channel
        if let open = connection.withLock({ $0 }), open.isActive {
            channel = open
        } else {
            channel = try endpoint.connect { pipeline in
                try pipeline.addHandler(StreamErrorHandler())
            }
            connection.withLock { $0 = channel }
        }
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
            throw ClientError(error)
        }
    }

    /// Closes the connection, if there is one.
    package func close() {
        let channel = connection.withLock { connection in
            defer { connection = nil }
            return connection
        }
        channel?.close(promise: nil)
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
