internal import ArgumentParser
internal import Glibc
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// `martlet run`: events in as they happen, signals out at once.
struct RunCommand: SignalCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Detect live: read events as they come and write each signal at once.",
        usage: """
            martlet run -r <path> ... [<options>] [-]
            martlet run --config <file> [<options>]
            """,
        discussion: """
            Reads standard input until it ends, or files as they grow, and writes the
            signals of what has come before it waits for more. A file that -o names is
            continued. Each option can stand in a file, as a key below 'run:'.

            With --ack-fd, whoever feeds martlet divides the input into batches, each with
            a line {"martlet.batch":N} behind it, and reads N from that descriptor when
            the signals of the batch are written. What is not acknowledged is to be sent
            again; a signal has the same id then.

            \(ExitStatus.documentation)
            """
    )

    /// How long a correlation waits for events that come late, unless told otherwise.
    private static let allowedLateness: Int64 = 60_000_000_000

    @OptionGroup var rules: RuleOptions

    @Argument(help: ArgumentHelp("What to read: - is standard input.", valueName: "input"))
    var named: [String] = []

    @Option(
        help: ArgumentHelp("A file with the settings of the run.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"])
    )
    var config: String?

    @OptionGroup(title: "Inputs") var live: LiveInputOptions

    @OptionGroup(title: "Listeners") var listeners: ListenerOptions

    @OptionGroup var signals: SignalOptions

    @OptionGroup(title: "Outputs") var remote: RemoteOutputOptions

    @OptionGroup var events: EventOptions

    @OptionGroup var correlation: CorrelationArguments

    @Option(
        help: ArgumentHelp(
            "Acknowledge batches on this open descriptor, from 3 on.",
            valueName: "number"
        )
    )
    var ackFd: Int32?

    @Flag(help: "Acknowledge a batch when its signals are on the disk.")
    var durable = false

    @Option(
        help: ArgumentHelp(
            "How long SIGTERM lets the run deal with what it has taken.",
            valueName: "time"
        )
    )
    var shutdownDeadline = TimeSpan(nanoseconds: 25_000_000_000)

    @OptionGroup(title: "Log") var log: LogOptions

    /// Standard input, if it is read.
    var inputs: [String] {
        let namesOthers = live.namesInputs || listeners.takesEvents
        return live.readsStandardInput || !named.isEmpty || !namesOthers ? ["-"] : []
    }

    var followedPaths: [String] { live.follow }
    var refusesMalformedLines: Bool { false }

    var continuesOutput: Bool { true }
    var needsReader: Bool { true }
    var stopLimit: Duration? { .nanoseconds(shutdownDeadline.nanoseconds) }

    func liveSetup() throws(ExitStatus) -> LiveSetup? { try LiveSetup(self) }

    func beginLog() { log.begin() }

    mutating func validate() throws {
        if let other = named.first(where: { $0 != "-" }) {
            throw ValidationError(
                "martlet run reads \(other) as it grows with --follow \(other); "
                    + "martlet scan reads it once."
            )
        }
        if ackFd != nil, inputs.isEmpty {
            throw ValidationError("--ack-fd acknowledges what standard input brings: add --stdin.")
        }
        if let ackFd, ackFd <= STDERR_FILENO {
            throw ValidationError(
                "--ack-fd takes a descriptor from 3 on; 0 to 2 are the standard streams."
            )
        }
        if durable, ackFd == nil, listeners.http.isEmpty {
            throw ValidationError("--durable says when --ack-fd acknowledges and --http answers.")
        }
    }

    func pipelineOptions() -> PipelineOptions {
        var scan = events.scanOptions(for: signals.format)
        scan.identifiesByPlace = false
        scan.notesLastEvent = listeners.hasPages
        var options = PipelineOptions(
            threadCount: signals.threadCount,
            lineByteLimit: events.lineLimit.bytes,
            scan: scan,
            correlation: correlation.options
        )
        options.correlation.allowedLateness =
            options.correlation.allowedLateness ?? Self.allowedLateness
        return options
    }

    /// Lets channels be used as the options say.
    func adjust(_ channels: inout RunChannels) {
        channels.isDurable = durable
        channels.publishes = listeners.hasPages
        channels.flawLevel = signals.minLevel ?? .informational
    }

    func openEvents(
        _ inputs: [Input],
        options: PipelineOptions,
        channels: inout RunChannels,
        outputs: [RunOutput],
        stop: RunStop
    ) throws(PipelineError) -> OpenedEvents {
        if let ackFd { channels.acknowledgements = try Acknowledgements(descriptor: ackFd) }
        adjust(&channels)
        // Without a file, rules that are loaded anew still find what correlations know.
        channels.state = channels.state ?? RunState()
        let feed = LiveFeed(options: options, channels: channels)
        for input in inputs { try feed.read(input, hasBatches: ackFd != nil) }
        live.follow(by: feed)
        let monitor = RunMonitor(channels.progress, outputs: outputs)
        let server = LiveServer(
            lineLimit: events.lineLimit.bytes,
            isQuiet: signals.quiet,
            feed: feed,
            monitor: monitor,
            stop: stop
        )
        try server.listen(as: listeners)
        stop.prepare(
            draining: { server.drain(within: $0) },
            describingRest: { server.rest(monitor.snapshot) }
        )
        return OpenedEvents(
            events: .feed(feed),
            monitor: monitor,
            change: { (command) throws(PipelineError) in
                if inputs.isEmpty, !command.inputs.isEmpty, !command.live.readsStandardInput {
                    throw PipelineError(
                        action: "cannot take over",
                        path: command.config ?? "",
                        reason: "it names no input any more"
                    )
                }
                try server.listen(as: command.listeners)
                command.live.follow(by: feed)
            },
            close: { server.close() }
        )
    }
}
