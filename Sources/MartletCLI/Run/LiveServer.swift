internal import MartletPipeline
internal import MartletRules
internal import MartletServer
internal import Synchronization

/// The listeners of a run, which there may be none of.
final class LiveServer: Sendable {
    /// How many bytes of deliveries wait for the run.
    private static let queueByteLimit = 256 << 20
    /// How many seconds clients have to take their answers when the run ends by itself.
    private static let closingSeconds = 5.0

    private struct State {
        /// Made when something is first listened on.
        var server: Server?
        var queue: DeliveryQueue?
        /// Whether the run reads the queue.
        var takesEvents = false
    }

    private let lineLimit: Int
    private let isQuiet: Bool
    private let feed: LiveFeed
    private let monitor: RunMonitor
    private let stop: RunStop
    private let state = Mutex(State())

    /// Prepares, without a listener.
    ///
    /// - Parameters:
    ///   - lineLimit: the longest line of TCP and unix sockets.
    ///   - isQuiet: whether addresses are not told.
    ///   - feed: reads what is received.
    ///   - monitor: tells of the run.
    ///   - stop: tells that the run is to end.
    init(
        lineLimit: Int,
        isQuiet: Bool,
        feed: LiveFeed,
        monitor: RunMonitor,
        stop: RunStop
    ) {
        self.lineLimit = lineLimit
        self.isQuiet = isQuiet
        self.feed = feed
        self.monitor = monitor
        self.stop = stop
    }

    /// Listens where options say, and nowhere else.
    ///
    /// A run that has ever listened goes on until it is told to end: what was received is still to be read.
    ///
    /// - Throws: if a listener cannot be opened; all is as before then.
    func listen(as listeners: ListenerOptions) throws(PipelineError) {
        let before = addresses
        do throws(ServerError) {
            let options = try listeners.serverOptions(lineLimit: lineLimit)
            if let server = state.withLock({ $0.server }) {
                try server.change(to: options)
            } else if listeners.takesEvents || listeners.operations != nil {
                try open(options)
            }
        } catch {
            throw PipelineError(
                action: error.action,
                path: error.subject,
                reason: error.reason
            )
        }
        let queue = state.withLock { state -> DeliveryQueue? in
            guard listeners.takesEvents, !state.takesEvents else { return nil }
            state.takesEvents = true
            return state.queue
        }
        if let queue { feed.take(from: queue) }
        guard !isQuiet else { return }
        for address in addresses where !before.contains(address) {
            StandardError.print("listening on \(address)")
        }
    }

    private func open(_ options: ServerOptions) throws(ServerError) {
        let queue = DeliveryQueue(
            byteLimit: Self.queueByteLimit,
            unpackedByteLimit: max(Self.queueByteLimit, options.limits.bodyBytes)
        )
        let pages = RunPages(queue: queue, monitor: monitor, stop: stop)
        let server = try Server(
            options,
            intake: QueueIntake(queue: queue),
            pages: pages,
            report: { StandardError.warn($0.description) }
        )
        pages.show(server)
        state.withLock { state in
            state.server = server
            state.queue = queue
        }
    }

    private var addresses: [String] { state.withLock { $0.server }?.addresses ?? [] }

    /// Takes nothing new, and waits until what was taken is dealt with.
    ///
    /// - Parameter seconds: how long to wait at most.
    func drain(within seconds: Double) {
        state.withLock { $0.server }?.drain(within: seconds)
    }

    /// Tells all who still wait that the run has ended, and closes.
    func close() {
        let (server, queue) = state.withLock { ($0.server, $0.queue) }
        queue?.close()
        server?.stop(within: Self.closingSeconds)
    }

    /// What is not dealt with yet, as a part of a sentence.
    func rest(_ run: RunSnapshot) -> String {
        guard let queue = state.withLock({ $0.queue }) else { return run.rest }
        let deliveries = ReadableNumber.counted(
            queue.heldCount,
            "delivery",
            plural: "deliveries"
        )
        return "\(run.rest), and \(deliveries) of \(ByteCount(queue.heldByteCount))"
    }
}
