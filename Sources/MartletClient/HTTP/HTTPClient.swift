internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Sends requests to one address, one after the other, over a connection that is kept.
///
/// Calls block, and belong on one thread.
package final class HTTPClient: Sendable {
    private let endpoint: Endpoint
    /// The path, and what follows it.
    package let target: String
    private let headers: [(name: String, value: String)]
    private let connection = Mutex<Connection?>(nil)

    /// Prepares; nothing is opened yet.
    ///
    /// - Parameters:
    ///   - endpoint: the server.
    ///   - target: the path, and what follows it.
    ///   - headers: what every request says.
    package init(
        _ endpoint: Endpoint,
        target: String,
        headers: [(name: String, value: String)]
    ) {
        self.endpoint = endpoint
        self.target = target
        self.headers = headers
    }

    /// Sends a body, and waits for the answer to it.
    ///
    /// - Parameters:
    ///   - body: what is sent.
    ///   - more: what this request says beside what all do.
    /// - Returns: the answer, whatever it says.
    /// - Throws: if there is none in time.
    package func post(
        _ body: [UInt8],
        headers more: [(name: String, value: String)] = []
    ) throws(ClientError) -> HTTPReply {
        var fields = HTTPHeaders(headers.map { ($0.name, $0.value) })
        for field in more { fields.replaceOrAdd(name: field.name, value: field.value) }
        fields.replaceOrAdd(name: "Content-Length", value: "\(body.count)")
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: target, headers: fields)
        let buffer = ByteBuffer(bytes: body)
        if let open = connection.withLock({ $0 }), open.channel.isActive {
            do throws(ClientError) {
                return try exchange(head, buffer, over: open.channel)
            } catch {
                // A server may close a connection that rests at any moment. Once anew, at once;
                // what it has perhaps taken comes twice then.
                guard error == HTTPClient.closedEarly else {
                    close()
                    throw error
                }
            }
        }
        let opened = try endpoint.connect { pipeline in
            try pipeline.addHTTPClientHandlers()
            try pipeline.addHandler(HTTPExchangeHandler())
        }
        connection.withLock { $0 = opened }
        do throws(ClientError) {
            return try exchange(head, buffer, over: opened.channel)
        } catch {
            close()
            throw opened.reason(for: error)
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

    static let closedEarly = ClientError("the connection was closed before the answer")

    private func exchange(
        _ head: HTTPRequestHead,
        _ body: ByteBuffer,
        over channel: any Channel
    ) throws(ClientError) -> HTTPReply {
        let reply = channel.eventLoop.makePromise(of: HTTPReply.self)
        let exchange = HTTPExchange(
            head: head,
            body: body,
            timeout: endpoint.timeout,
            reply: reply
        )
        // On a connection that has gone meanwhile, nobody else would.
        channel.writeAndFlush(exchange).whenFailure { error in
            reply.fail(error is ChannelError ? HTTPClient.closedEarly : ClientError(error))
        }
        do {
            return try reply.futureResult.wait()
        } catch {
            throw ClientError(error)
        }
    }
}
