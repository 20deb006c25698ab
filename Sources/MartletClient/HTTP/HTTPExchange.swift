internal import NIOCore
internal import NIOHTTP1

/// A request, and who waits for its answer.
struct HTTPExchange: Sendable {
    let head: HTTPRequestHead
    let body: ByteBuffer
    let timeout: TimeAmount
    let reply: EventLoopPromise<HTTPReply>
}
