import Glibc
package import MartletEngine

/// Reads inputs, scans them with an engine on several threads, and writes the signals in order.
///
/// The bytes written are the same for any number of threads and any chunk size.
package struct Pipeline: Sendable {
    private let engine: Engine
    private let options: PipelineOptions

    package init(engine: Engine, options: PipelineOptions) {
        self.engine = engine
        self.options = options
    }

    /// Scans the inputs, one after another as far as the output is concerned.
    ///
    /// Returns when all is written, the run is cancelled, or the output fails. An input that
    /// cannot be read is reported in the outcome, and the others are scanned.
    ///
    /// - Parameters:
    ///   - inputs: see ``InputFiles``.
    ///   - signals: receives the signals; not closed.
    ///   - deadLetters: receives the malformed lines, each with a line feed; not closed.
    ///   - progress: kept up to date for another thread to look at.
    ///   - cancellation: ends the run early.
    /// - Returns: how the run ended and what it found.
    package func run(
        inputs: [Input],
        signals: any Sink,
        deadLetters: (any Sink)? = nil,
        progress: PipelineProgress = PipelineProgress(),
        cancellation: Cancellation = Cancellation()
    ) -> PipelineOutcome {
        let engine = engine
        var scan = options.scan
        scan.keepsMalformedLines = deadLetters != nil
        let scanOptions = scan
        return Pipeline.run(
            inputs: inputs,
            options: options,
            ruleCount: engine.rules.count,
            filterCount: engine.filters.count,
            signals: signals,
            deadLetters: deadLetters,
            progress: progress,
            cancellation: cancellation
        ) {
            Session(engine, options: scanOptions)
        }
    }

    /// Scans the inputs with anything that scans chunks.
    package static func run<Scanner: ChunkScanner & ~Copyable>(
        inputs: [Input],
        options: PipelineOptions,
        ruleCount: Int,
        filterCount: Int = 0,
        signals: any Sink,
        deadLetters: (any Sink)? = nil,
        progress: PipelineProgress = PipelineProgress(),
        cancellation: Cancellation = Cancellation(),
        makingScanner makeScanner: @escaping @Sendable () -> Scanner
    ) -> PipelineOutcome {
        if let total = totalByteCount(of: inputs) { progress.setTotalInputBytes(total) }
        let run = PipelineRun(
            inputs: inputs,
            options: options,
            ruleCount: ruleCount,
            filterCount: filterCount,
            signals: signals,
            deadLetters: deadLetters,
            progress: progress,
            cancellation: cancellation
        )
        let observations = run.work(makingScanner: makeScanner)
        return run.dispatcher.outcome(observations: observations)
    }

    /// The bytes of all inputs together, or `nil` if one of them has no size.
    private static func totalByteCount(of inputs: [Input]) -> Int? {
        var total = 0
        for input in inputs {
            var status = stat()
            // SAFETY: `status` is a stat to be filled, alive for the call.
            let result =
                switch input {
                case .standardInput: unsafe fstat(STDIN_FILENO, &status)
                case .file(let path): unsafe stat(path, &status)
                }
            // An input that is not there has no bytes; the run will say so.
            guard result == 0 else { continue }
            guard status.st_mode & S_IFMT == S_IFREG else { return nil }
            total += Int(status.st_size)
        }
        return total
    }
}
