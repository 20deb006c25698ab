internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// Answers the requests of one connection, one after the other.
///
/// A request for events is answered when the event intake is done with it. A refused request is read to its end
/// before it is answered, so that the connection can be kept, unless it is large or the client waits for a nod.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Phase {
        case idle
        /// The body comes in and is kept.
        case receiving(HTTPRoute)
        /// The body comes in and is thrown away; the answer is settled.
        case discarding(HTTPAnswer)
        /// The event intake has the request.
        case delivering
        /// The last answer is written; what comes in is thrown away until the client closes.
        case closing
    }

    /// What an answer needs to know of its request.
    private struct Request {
        let path: String
        let isHead: Bool
        let isKeepAlive: Bool
        let version: HTTPVersion
        var bodyBytes = 0
    }

    private let state: ServerState
    private let gate: HTTPGuard
    private let pages: any OperationsPages
    private var phase = Phase.idle
    private var request: Request?
    private var body: RequestBody?
    /// An answer that waits until the client has read those before it.
    private var postponed: (answer: HTTPAnswer, isLast: Bool)?
    /// Answers on their way to the client.
    private var unwritten = 0
    private var isInputClosed = false
    /// Whether the listener is gone, and the next answer the last one.
    private var isFinishing = false
    private var context: ChannelHandlerContext?
    private weak var clock: RequestClock?

    init(gate: HTTPGuard, pages: any OperationsPages) {
        self.state = gate.state
        self.gate = gate
        self.pages = pages
    }

    /// The clock of this connection, to be put in front of the decoder.
    func makeClock() -> RequestClock {
        let clock = RequestClock(limits: state.limits) { [weak self] in self?.expire($0) }
        self.clock = clock
        return clock
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        body?.drop()
        body = nil
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        // Accepted before its listener closed, and set up after.
        let isStopping = state.isStopping && gate.listener.takesEvents
        if isStopping || context.channel.isLeftBehind { context.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head)
        case .body(let buffer): receive(buffer)
        case .end: finishReceiving()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, let postponed {
            self.postponed = nil
            answer(postponed.answer, last: postponed.isLast)
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let bytes = request?.bodyBytes { state.counters.count { $0.bodyBytes += bytes } }
        body?.drop()
        body = nil
        phase = .closing
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            endInput()
        case is FinishEvent:
            // Whatever is under way is answered first, and its answer closes.
            isFinishing = true
            guard case .idle = phase else { return }
            phase = .closing
            clock?.enter(.lingering)
            if unwritten == 0 { context.close(promise: nil) }
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            if error is BoringSSLError
                || (error as? NIOSSLError).map({ $0 != .uncleanShutdown }) ?? false
            {
                state.counters.count(.tls)
            }
            context.close(promise: nil)
            return
        }
        // A client that leaves within a request has sent nothing wrong.
        guard error != .invalidEOFState else { return endInput() }
        switch phase {
        case .idle, .receiving, .discarding:
            body?.drop()
            body = nil
            let answer =
                error == .headerOverflow
                ? HTTPAnswer(.requestHeaderFieldsTooLarge, .malformed, "the header is too large")
                : HTTPAnswer(.badRequest, .malformed, "this is no HTTP/1.1 that can be read")
            self.answer(answer, last: true)
        case .delivering, .closing:
            context.close(promise: nil)
        }
    }

    /// Closes when what the client has sent is answered; it may still read.
    private func endInput() {
        isInputClosed = true
        if case .delivering = phase { return }
        guard postponed == nil else { return }
        // A request that is not whole will never be.
        phase = .closing
        if unwritten == 0 { context?.close(promise: nil) }
    }

    // MARK: A request, part by part

    private func begin(_ head: HTTPRequestHead) {
        if case .closing = phase { return }
        clock?.enter(.body)
        let verdict = gate.admit(head)
        request = Request(
            path: HTTPRoute(target: head.uri)?.path ?? "other",
            isHead: head.method == .HEAD,
            // After a request to speak another protocol nothing more can be read.
            isKeepAlive: head.isKeepAlive && !head.headers.contains(name: "Upgrade"),
            version: head.version
        )
        switch verdict {
        case .events(let route):
            body = RequestBody(
                declared: head.declaredLength,
                limit: state.limits.bodyBytes,
                held: state.held
            )
            phase = .receiving(route)
            if head.expectsContinue { nod() }
        case .page(let name):
            phase = .discarding(HTTPAnswer(pages.page(name)))
        case .refused(let answer):
            let isLarge = head.declaredLength.map { $0 > state.limits.bodyBytes } ?? false
            if head.expectsContinue || isLarge {
                self.answer(answer, last: true)
            } else {
                phase = .discarding(answer)
            }
        }
    }

    private func receive(_ buffer: ByteBuffer) {
        request?.bodyBytes += buffer.readableBytes
        switch phase {
        case .receiving:
            guard let failure = body?.append(buffer) else { return }
            body?.drop()
            body = nil
            switch failure {
            case .tooLarge:
                let limit = state.limits.bodyBytes
                answer(.tooLarge("the body has more than \(limit) bytes; send less"), last: true)
            case .memory:
                phase = .discarding(
                    .later(.memory, "too many bytes wait; come again", limits: state.limits)
                )
            }
        case .discarding(let answer):
            if let request, request.bodyBytes > state.limits.bodyBytes {
                self.answer(answer, last: true)
            }
        case .idle, .delivering, .closing:
            break
        }
    }

    private func finishReceiving() {
        switch phase {
        case .receiving(let route): deliver(from: route)
        case .discarding(let answer): self.answer(answer)
        case .idle, .delivering, .closing: break
        }
    }

    private func deliver(from route: HTTPRoute) {
        guard var body, let context else { return }
        self.body = nil
        guard !state.isStopping else {
            body.drop()
            return answer(.later(.stopping, "the server stops", limits: state.limits))
        }
        guard !body.bytes.isEmpty else { return answer(.written) }
        clock?.enter(.answering)
        phase = .delivering
        let delivery = Delivery(bytes: body.bytes, form: .body, source: route.source)
        let reserved = body.reserved
        let eventLoop = context.eventLoop
        let connection = NIOLoopBound(self, eventLoop: eventLoop)
        state.work.begin()
        let isTaken = state.intake.take(delivery) { [state] outcome in
            eventLoop.execute {
                state.held.release(reserved)
                connection.value.finishDelivering(outcome)
                // Last: who stops the server closes all connections then.
                state.work.end()
            }
        }
        if isTaken {
            state.counters.count { $0.deliveries += 1 }
        } else {
            state.work.end()
            body.drop()
            answer(.later(.full, "too many events wait; come again", limits: state.limits))
        }
    }

    private func finishDelivering(_ outcome: DeliveryOutcome) {
        guard case .delivering = phase else { return }
        answer(HTTPAnswer(outcome, limits: state.limits))
    }

    // MARK: Answers

    private func nod() {
        guard let context else { return }
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }

    /// Writes an answer, after which the connection waits for the next request or closes.
    ///
    /// The next request is not looked at before, so a client that does not read makes no answers pile up.
    private func answer(_ answer: HTTPAnswer, last: Bool = false) {
        guard let context else { return }
        guard context.channel.isWritable else {
            postponed = (answer, last)
            clock?.enter(.idle)
            return
        }
        let isLast =
            last || !(request?.isKeepAlive ?? false) || isInputClosed || isFinishing
            || state.isStopping
        count(answer)
        var head = HTTPResponseHead(version: .http1_1, status: answer.status)
        head.headers.add(name: "Content-Length", value: "\(answer.text.utf8.count)")
        if !answer.text.isEmpty {
            head.headers.add(name: "Content-Type", value: answer.contentType)
        }
        for field in answer.fields { head.headers.add(name: field.name, value: field.value) }
        if isLast {
            head.headers.add(name: "Connection", value: "close")
        } else if request?.version == .http1_0 {
            head.headers.add(name: "Connection", value: "keep-alive")
        }
        let isHead = request?.isHead ?? false
        request = nil
        phase = isLast ? .closing : .idle
        clock?.enter(isLast ? .lingering : .idle)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !answer.text.isEmpty, !isHead {
            let buffer = context.channel.allocator.buffer(string: answer.text)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        unwritten += 1
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { [self] _ in
            unwritten -= 1
            guard unwritten == 0, case .closing = phase else { return }
            // Closing both ways while the client still sends would take the answer away from it.
            self.context?.close(mode: isInputClosed ? .all : .output, promise: nil)
        }
        // The next request may be handled within this call.
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    }

    private func count(_ answer: HTTPAnswer) {
        let key = ServerCounts.Request(
            path: request?.path ?? "other",
            status: Int(answer.status.code)
        )
        let bytes = request?.bodyBytes ?? 0
        state.counters.count { counts in
            counts.requests[key, default: 0] += 1
            counts.bodyBytes += bytes
            if let refusal = answer.refusal { counts.refusals[refusal, default: 0] += 1 }
        }
    }

    private func expire(_ phase: RequestClock.Phase) {
        switch phase {
        case .header, .body:
            // Without an answer: an error status would make some clients throw away what they hold.
            state.counters.count(.slow)
        case .answering, .idle, .lingering:
            break
        }
        context?.close(promise: nil)
    }
}
