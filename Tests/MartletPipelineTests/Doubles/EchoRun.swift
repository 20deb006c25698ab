import MartletEngine
import MartletPipeline

/// A run of the pipeline over ``LineEchoScanner``, with all that it wrote.
struct EchoRun {
    let outcome: PipelineOutcome
    private(set) var signals = ""
    private(set) var deadLetters = ""

    init(
        _ inputs: [Input],
        threads: Int = 1,
        chunk: Int = 1 << 20,
        limit: Int = 64 << 20,
        held: Int = 16 << 20,
        keepsMalformedLines: Bool = true,
        signals: MemorySink = MemorySink(),
        cancellation: Cancellation = Cancellation()
    ) {
        let options = PipelineOptions(
            threadCount: threads,
            chunkByteCount: chunk,
            lineByteLimit: limit,
            heldByteLimit: held
        )
        let deadLetters = MemorySink()
        var channels = RunChannels(
            signals: signals,
            deadLetters: keepsMalformedLines ? deadLetters : nil
        )
        channels.cancellation = cancellation
        self.init(.inputs(inputs), options: options, channels: channels)
        self.signals = signals.text
        self.deadLetters = deadLetters.text
    }

    /// A run over a stream that is divided by batch marks.
    init(
        batchesOf path: String,
        acknowledgedTo acknowledgements: Acknowledgements,
        threads: Int = 1,
        chunk: Int = 1 << 20,
        limit: Int = 64 << 20,
        signals: MemorySink = MemorySink()
    ) throws {
        let options = PipelineOptions(
            threadCount: threads,
            chunkByteCount: chunk,
            lineByteLimit: limit
        )
        let deadLetters = MemorySink()
        var channels = RunChannels(signals: signals, deadLetters: deadLetters)
        channels.acknowledgements = acknowledgements
        let feed = LiveFeed(options: options, channels: channels)
        try feed.read(.file(path), hasBatches: true)
        self.init(.feed(feed), options: options, channels: channels)
        self.signals = signals.text
        self.deadLetters = deadLetters.text
    }

    private init(_ events: RunEvents, options: PipelineOptions, channels: RunChannels) {
        let keepsMalformedLines = channels.deadLetters != nil
        outcome = Pipeline.run(
            events,
            options: options,
            metrics: PipelineMetrics(ruleCount: 2),
            channels: channels
        ) {
            LineEchoScanner(keepsMalformedLines: keepsMalformedLines)
        }
    }
}
