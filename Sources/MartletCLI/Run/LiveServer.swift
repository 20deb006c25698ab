internal import MartletPipeline
internal import MartletRules
internal import MartletServer

/// The listeners of a run.
struct LiveServer {
    /// How many bytes of deliveries wait for the run.
    private static let queueByteLimit = 256 << 20
    /// How many seconds clients have to take their answers when the run ends.
    private static let stopSeconds = 5.0

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
        monitor: RunMonitor
    ) throws(PipelineError) {
        guard listeners.takesEvents || listeners.operations != nil else { return nil }
        queue = DeliveryQueue(
            byteLimit: Self.queueByteLimit,
            unpackedByteLimit: max(Self.queueByteLimit, listeners.httpBodyLimit.bytes)
        )
        if listeners.takesEvents { feed.take(from: queue) }
        pages = RunPages(queue: queue, monitor: monitor)
        do throws(ServerError) {
            server = try Server(
                listeners.serverOptions(lineLimit: command.events.lineLimit.bytes),
                intake: QueueIntake(queue: queue),
                pages: pages,
                report: { StandardError.report($0.description) }
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

    /// Tells all who wait that the run has ended, and closes.
    func stop() {
        queue.close()
        server.stop(within: Self.stopSeconds)
        pages.show(nil)
    }
}
