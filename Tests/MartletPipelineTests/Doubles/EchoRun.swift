import MartletEngine
import MartletPipeline

/// A run of the pipeline over ``LineEchoScanner``, with all that it wrote.
struct EchoRun {
    let outcome: PipelineOutcome
    let signals: String
    let deadLetters: String

    init(
        _ inputs: [Input],
        threads: Int = 1,
        chunk: Int = 1 << 20,
        limit: Int = 64 << 20,
        held: Int = 16 << 20,
        keepsMalformedLines: Bool = true,
        signals: MemorySink = MemorySink(),
        acknowledgements: Acknowledgements? = nil,
        cancellation: Cancellation = Cancellation()
    ) {
        let deadLetters = MemorySink()
        outcome = Pipeline.run(
            inputs: inputs,
            options: PipelineOptions(
                threadCount: threads,
                chunkByteCount: chunk,
                lineByteLimit: limit,
                heldByteLimit: held
            ),
            ruleCount: 2,
            signals: signals,
            deadLetters: keepsMalformedLines ? deadLetters : nil,
            cancellation: cancellation,
            acknowledgements: acknowledgements
        ) {
            LineEchoScanner(keepsMalformedLines: keepsMalformedLines)
        }
        self.signals = signals.text
        self.deadLetters = deadLetters.text
    }
}
