internal import NIOCore
internal import NIOHTTP1

/// Sends one request at a time over a connection, and completes it with its answer.
final class HTTPExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPExchange
    typealias OutboundOut = HTTPClientRequestPart

    private static let excerptLimit = 200
    /// An answer that is larger is not waited for.
    private static let bodyLimit = 1 << 20

    private var waiting: EventLoopPromise<HTTPReply>?
    private var reply: HTTPReply?
    private var isKeptAlive = false
    private var bodyBytes = 0
    private var timer: Scheduled<Void>?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let exchange = unwrapOutboundIn(data)
        waiting = exchange.reply
        reply = nil
        bodyBytes = 0
        context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(exchange.body))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: exchange.timeout) {
            self.fail(ClientError("no answer in time"), context)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        // An interim answer, of which another one follows.
        case .head(let head) where 100..<200 ~= head.status.code: break
        case .head(let head):
            isKeptAlive = head.isKeepAlive
            reply = HTTPReply(
                status: Int(head.status.code),
                retryAfter: head.headers.first(name: "Retry-After").flatMap { Int($0) }
            )
        case .body(let bytes):
            bodyBytes += bytes.readableBytes
            let room = Self.excerptLimit - (reply?.excerpt.count ?? 0)
            reply?.excerpt += bytes.readableBytesView.prefix(max(room, 0))
            if bodyBytes > Self.bodyLimit { complete(context, isKeptAlive: false) }
        case .end: complete(context, isKeptAlive: isKeptAlive)
        }
    }

    private func complete(_ context: ChannelHandlerContext, isKeptAlive: Bool) {
        timer?.cancel()
        timer = nil
        guard let reply else { return }
        let answered = waiting
        waiting = nil
        self.reply = nil
        // Closed first, so that whoever goes on sees that the connection is of no use.
        if !isKeptAlive || answered == nil { context.close(promise: nil) }
        answered?.succeed(reply)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(HTTPClient.closedEarly, context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(ClientError(error), context)
    }

    private func fail(_ error: ClientError, _ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        waiting?.fail(error)
        waiting = nil
        context.close(promise: nil)
    }
}
