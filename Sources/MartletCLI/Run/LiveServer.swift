internal import MartletPipeline
internal import MartletRules
internal import MartletServer

/// The listeners of a run.
struct LiveServer {
    /// How many bytes of deliveries wait for the run.
    private static let queueByteLimit = 256 << 20
    /// How many seconds clients have to take their answers when the run ends by itself.
    private static let closingSeconds = 5.0

    private let server: Server
    private let queue: DeliveryQueue
    private let pages: RunPages

    /// Opens the listeners that options ask for; `nil` if they ask for none.
    ///
    /// - Throws: if one cannot be opened.
    init?(
        _ listeners: ListenerOptions,
        _ command: RunCommand,
        feed: LiveFeed,
        monitor: RunMonitor,
        stop: RunStop
    ) throws(PipelineError) {
        guard listeners.takesEvents || listeners.operations != nil else { return nil }
        queue = DeliveryQueue(
            byteLimit: Self.queueByteLimit,
            unpackedByteLimit: max(Self.queueByteLimit, listeners.httpBodyLimit.bytes)
        )
        if listeners.takesEvents { feed.take(from: queue) }
        pages = RunPages(
            queue: queue,
            monitor: monitor,
            stop: stop
        )
        do throws(ServerError) {
            server = try Server(
                listeners.serverOptions(lineLimit: command.events.lineLimit.bytes),
                intake: QueueIntake(queue: queue),
                pages: pages,
                report: { StandardError.warn($0.description) }
            )
        } catch {
            throw PipelineError(
                action: error.action,
                path: error.subject,
                reason: error.reason
            )
        }
        pages.show(server)
        if !command.signals.quiet {
            for address in server.addresses { StandardError.print("listening on \(address)") }
        }
    }

    /// Takes nothing new, and waits until what was taken is dealt with.
    ///
    /// - Parameter seconds: how long to wait at most.
    func drain(within seconds: Double) {
        server.drain(within: seconds)
    }

    /// Tells all who still wait that the run has ended, and closes.
    func close() {
        queue.close()
        server.stop(within: Self.closingSeconds)
        pages.show(nil)
    }

    /// What is not dealt with yet, as a part of a sentence.
    func rest(_ run: RunSnapshot) -> String {
        let deliveries = ReadableNumber.counted(
            queue.heldCount,
            "delivery",
            plural: "deliveries"
        )
        return "\(run.rest), and \(deliveries) of \(ByteCount(queue.heldByteCount))"
    }
}
