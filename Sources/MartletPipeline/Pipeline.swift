internal import Glibc
internal import MartletCorrelation
package import MartletEngine
package import MartletRules

/// Reads inputs, scans them with an engine on several threads, writes the signals in order, and then
/// those of correlations.
///
/// The bytes written are the same for any number of threads and any chunk size.
package struct Pipeline: Sendable {
    private let engine: Engine
    private let options: PipelineOptions

    package init(engine: Engine, options: PipelineOptions) {
        self.engine = engine
        self.options = options
    }

    /// Scans the inputs, one after another as far as the output is concerned, or reads the matches
    /// that they hold if the options say so.
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
    ///   - state: where the run begins, and what it comes to.
    ///   - acknowledgements: receives the numbers of batches that are done, which divide the input.
    ///   - sample: takes the first events, if the run reads events.
    /// - Returns: how the run ended and what it found.
    package func run(
        inputs: [Input],
        signals: any Sink,
        deadLetters: (any Sink)? = nil,
        progress: PipelineProgress = PipelineProgress(),
        cancellation: Cancellation = Cancellation(),
        state: RunState? = nil,
        acknowledgements: Acknowledgements? = nil,
        sample: InputSample? = nil
    ) -> PipelineOutcome {
        if options.readsMatches {
            let ruleSet = engine.ruleSet
            return Pipeline.run(
                inputs: inputs,
                options: options,
                ruleCount: engine.rules.count,
                filterCount: engine.filters.count,
                correlating: ruleSet,
                signals: signals,
                deadLetters: deadLetters,
                progress: progress,
                cancellation: cancellation,
                state: state,
                acknowledgements: acknowledgements
            ) {
                MatchLineScanner(ruleSet, keepsMalformedLines: deadLetters != nil)
            }
        }
        let engine = engine
        var scan = options.scan
        scan.keepsMalformedLines = deadLetters != nil
        let scanOptions = scan
        return Pipeline.run(
            inputs: inputs,
            options: options,
            ruleCount: engine.rules.count,
            filterCount: engine.filters.count,
            correlating: engine.ruleSet,
            signals: signals,
            deadLetters: deadLetters,
            progress: progress,
            cancellation: cancellation,
            state: state,
            acknowledgements: acknowledgements
        ) {
            SamplingScanner(
                Session(engine, options: scanOptions),
                sample: sample ?? InputSample(of: "")
            )
        }
    }

    /// Scans the inputs with anything that scans chunks.
    ///
    /// - Parameters:
    ///   - inputs: see ``InputFiles``.
    ///   - options: how the work is divided, and limits.
    ///   - ruleCount: how many rules the chunks' reports count.
    ///   - filterCount: how many filters they count.
    ///   - ruleSet: the rules of whose matches the chunks report; `nil` if they report none.
    ///   - signals: receives the signals; not closed.
    ///   - deadLetters: receives the malformed lines, each with a line feed; not closed.
    ///   - progress: kept up to date for another thread to look at.
    ///   - cancellation: ends the run early.
    ///   - state: what earlier runs left, and where this one leaves its own; `nil` keeps nothing.
    ///   - acknowledgements: receives the numbers of batches that are done, which divide the input.
    ///   - makeScanner: makes the scanner of one thread.
    /// - Returns: how the run ended and what it found.
    package static func run<Scanner: ChunkScanner & ~Copyable>(
        inputs: [Input],
        options: PipelineOptions,
        ruleCount: Int,
        filterCount: Int = 0,
        correlating ruleSet: RuleSet? = nil,
        signals: any Sink,
        deadLetters: (any Sink)? = nil,
        progress: PipelineProgress = PipelineProgress(),
        cancellation: Cancellation = Cancellation(),
        state: RunState? = nil,
        acknowledgements: Acknowledgements? = nil,
        makingScanner makeScanner: @escaping @Sendable () -> Scanner
    ) -> PipelineOutcome {
        if let total = totalByteCount(of: inputs) { progress.setTotalInputBytes(total) }
        let destination = MatchDestination(ruleSet, options: options, signals: signals)
        let run = PipelineRun(
            inputs: inputs,
            options: options,
            metrics: PipelineMetrics(
                ruleCount: ruleCount,
                filterCount: filterCount,
                correlationCount: ruleSet?.correlations.count ?? 0
            ),
            destination: destination,
            signals: signals,
            deadLetters: deadLetters,
            progress: progress,
            cancellation: cancellation,
            state: state,
            acknowledgements: acknowledgements
        )
        var change: StateChange?
        do throws(PipelineError) {
            if let ruleSet { change = try state?.restore(into: destination.stage, ruleSet) }
        } catch {
            var outcome = run.dispatcher.outcome(notes: ScanNotes())
            outcome.ending = .outputFailed(error)
            return outcome
        }
        let notes = run.work(makingScanner: makeScanner)
        var outcome = run.dispatcher.outcome(notes: notes)
        if let stage = destination.stage {
            outcome.finish(stage, cancellation: cancellation)
        }
        outcome.stateChange = change
        if let state, outcome.ending == .completed || outcome.ending == .cancelled {
            let sinks = [signals, deadLetters].compactMap { $0 }
            do throws(PipelineError) {
                try state.save(destination.stage, behind: sinks)
            } catch {
                outcome.ending = .outputFailed(error)
            }
        }
        return outcome
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
