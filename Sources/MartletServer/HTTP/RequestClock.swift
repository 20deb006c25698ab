internal import NIOCore

/// Ends connections that are too slow; sits where a connection's bytes come in.
///
/// A header must be whole in time, a body must make progress, and between requests a connection may only
/// stay so long. While the server works on a request, the client's time stands still.
final class RequestClock: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    enum Phase {
        /// From the first byte of a request, or from connecting.
        case header
        case body
        /// The request is whole, the answer is not yet written.
        case answering
        case idle
        /// The last answer is written, the client has not closed yet.
        case lingering
    }

    /// How long a client gets to read the last answer and close.
    private static let lingering = TimeAmount.seconds(2)

    private let limits: ServerLimits
    private let onExpiry: (Phase) -> Void
    private var phase = Phase.header
    private var deadline: NIODeadline?
    private var bodyBytes = 0
    private var timer: (fires: NIODeadline, task: Scheduled<Void>)?
    private var context: ChannelHandlerContext?

    /// Makes a clock that tells when the time of a phase is over.
    init(limits: ServerLimits, onExpiry: @escaping (Phase) -> Void) {
        self.limits = limits
        self.onExpiry = onExpiry
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        enter(.header)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.task.cancel()
        timer = nil
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch phase {
        case .idle:
            // Only noted: most headers are whole in this very read, and need no timer.
            phase = .header
            deadline = .now() + .seconds(Int64(limits.headerSeconds))
        case .body:
            bodyBytes += unwrapInboundIn(data).readableBytes
        case .header, .answering, .lingering:
            break
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        schedule()
        context.fireChannelReadComplete()
    }

    /// Begins a phase; the one before is over.
    func enter(_ phase: Phase) {
        self.phase = phase
        switch phase {
        case .header: deadline = .now() + .seconds(Int64(limits.headerSeconds))
        case .body: beginBodyPeriod()
        case .answering: deadline = nil
        case .idle: deadline = .now() + .seconds(Int64(limits.idleSeconds))
        case .lingering: deadline = .now() + Self.lingering
        }
        schedule()
    }

    private func beginBodyPeriod() {
        bodyBytes = 0
        deadline = .now() + .seconds(Int64(limits.bodySeconds))
    }

    /// Sees to it that a timer fires by the deadline; one that fires before is set anew then.
    private func schedule() {
        guard let deadline, let context else { return }
        if let timer {
            if timer.fires <= deadline { return }
            timer.task.cancel()
        }
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            [weak self] in
            guard let self else { return }
            self.timer = nil
            self.check()
        }
        timer = (deadline, task)
    }

    private func check() {
        guard let deadline else { return }
        if NIODeadline.now() < deadline {
            schedule()
        } else if phase == .body, bodyBytes >= limits.bodyProgressBytes {
            beginBodyPeriod()
            schedule()
        } else {
            self.deadline = nil
            onExpiry(phase)
        }
    }
}
