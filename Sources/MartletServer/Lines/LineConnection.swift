internal import NIOCore
internal import NIOSSL

/// Delivers the lines of one connection, and reads on only as far as they are taken.
///
/// Lines are delivered as they come, all that have arrived at once. A client learns nothing of what becomes
/// of them, so they are kept until they are done: a refused or failed delivery is made again.
final class LineConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// What is delivered at once, at most, give or take what one read brings.
    private static let batchBytes = 1 << 20
    private static let retryMilliseconds: ClosedRange<Int64> = 20...500
    /// How long all memory may be filled with beginnings of lines before this one gives way.
    private static let stall = TimeAmount.seconds(30)

    private let state: ServerState
    private let source: String
    private let eventLoop: any EventLoop
    private var assembler: LineAssembler
    /// Deliveries that are not with the intake, oldest first.
    private var waiting = CircularBuffer<Delivery>()
    private var bytesDelivering = 0
    private var bytesReceived = 0
    private var isInputClosed = false
    private var isReading = true
    private var retry: Scheduled<Void>?
    private var retryDelay = retryMilliseconds.lowerBound
    private var stalledSince: NIODeadline?
    private var context: ChannelHandlerContext?

    init(state: ServerState, source: String, eventLoop: any EventLoop) {
        self.state = state
        self.source = source
        self.eventLoop = eventLoop
        assembler = LineAssembler(lineByteLimit: state.limits.lineBytes)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        // Accepted before its listener closed, and set up after.
        if state.isStopping || context.channel.isLeftBehind { endInput() }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        guard !isInputClosed else {
            // Read while the server began to stop.
            return state.counters.count { $0.bytesLost += buffer.readableBytes }
        }
        bytesReceived += buffer.readableBytes
        // SAFETY: the assembler copies what it keeps before the buffer's bytes go out of reach.
        let kept = unsafe buffer.withUnsafeReadableBytes { unsafe assembler.append($0) }
        // They are in memory already; the bound is kept by reading no more.
        state.held.add(kept)
        if assembler.wholeBytes >= Self.batchBytes { deliver() }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        deliver()
        count()
        adjustReading()
    }

    func channelInactive(context: ChannelHandlerContext) {
        endInput()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: endInput()
        case is FinishEvent: endInput()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is BoringSSLError
            || (error as? NIOSSLError).map({ $0 != .uncleanShutdown }) ?? false
        {
            state.counters.count(.tls)
        }
        // What came before the error is delivered when the channel is inactive.
        context.close(promise: nil)
    }

    // MARK: Deliveries

    /// Delivers what is left, a last line without a line feed too, and closes when that is done.
    private func endInput() {
        guard !isInputClosed else { return }
        isInputClosed = true
        assembler.end()
        deliver()
        count()
        adjustReading()
        closeIfDone()
    }

    private func deliver() {
        guard let lines = assembler.takeLines() else { return }
        state.work.begin()
        waiting.append(Delivery(bytes: lines, form: .lines, source: source))
        offer()
    }

    /// Makes the deliveries that wait, until one is refused.
    private func offer() {
        let connection = NIOLoopBound(self, eventLoop: eventLoop)
        while let delivery = waiting.first {
            let isTaken = state.intake.take(delivery) { [eventLoop] outcome in
                eventLoop.execute { connection.value.finish(delivery, outcome) }
            }
            guard isTaken else {
                state.counters.count(.full)
                return comeAgain()
            }
            waiting.removeFirst()
            bytesDelivering += delivery.bytes.count
            retryDelay = Self.retryMilliseconds.lowerBound
            state.counters.count { $0.deliveries += 1 }
        }
    }

    private func finish(_ delivery: Delivery, _ outcome: DeliveryOutcome) {
        bytesDelivering -= delivery.bytes.count
        switch outcome {
        case .failed:
            state.counters.count(.failed)
            waiting.append(delivery)
            comeAgain()
        case .written, .tooLarge, .unreadable:
            state.held.release(delivery.bytes.count)
            state.work.end()
            offer()
            adjustReading()
            closeIfDone()
        }
    }

    private func closeIfDone() {
        guard isInputClosed, waiting.isEmpty, bytesDelivering == 0 else { return }
        context?.close(promise: nil)
    }

    // MARK: Reading

    private func adjustReading() {
        let isMemoryShort = state.held.isExhausted
        let shouldRead =
            !isInputClosed && waiting.isEmpty && !isMemoryShort
            && bytesDelivering < state.limits.connectionBytes
        // Nobody tells when other connections give memory back.
        if isMemoryShort, !isInputClosed { comeAgain() }
        guard shouldRead != isReading else { return }
        isReading = shouldRead
        try? context?.channel.syncOptions?.setOption(.autoRead, value: shouldRead)
    }

    /// Tries again a little later, and each time a little later than before.
    private func comeAgain() {
        guard retry == nil else { return }
        let delay = TimeAmount.milliseconds(retryDelay)
        retryDelay = min(retryDelay * 2, Self.retryMilliseconds.upperBound)
        retry = eventLoop.assumeIsolated().scheduleTask(in: delay) { [self] in
            retry = nil
            offer()
            giveWayIfStalled()
            adjustReading()
        }
    }

    /// Ends this connection if beginnings of lines, and nothing else, have filled the memory for long.
    private func giveWayIfStalled() {
        guard state.held.isExhausted, state.work.count == 0, assembler.unfinishedBytes > 0 else {
            stalledSince = nil
            return
        }
        let since = stalledSince ?? .now()
        stalledSince = since
        guard NIODeadline.now() - since >= Self.stall else { return }
        let lost = assembler.unfinishedBytes
        assembler = LineAssembler(lineByteLimit: state.limits.lineBytes)
        state.held.release(lost)
        state.counters.count { counts in
            counts.refusals[.memory, default: 0] += 1
            counts.bytesLost += lost
        }
        context?.close(promise: nil)
    }

    private func count() {
        let received = bytesReceived
        let (lines, dropped) = assembler.takeCounts()
        bytesReceived = 0
        state.counters.count { counts in
            counts.lineBytes += received
            counts.longLines += lines
            counts.longLineBytesDropped += dropped
        }
    }
}
