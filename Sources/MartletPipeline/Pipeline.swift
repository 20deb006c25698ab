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

    /// Scans events, or reads the matches that the inputs hold if the options say so.
    ///
    /// Returns when all is written, the run is cancelled, or the output fails. An input that
    /// cannot be read is reported in the outcome, and the others are scanned.
    ///
    /// - Parameters:
    ///   - events: what is read.
    ///   - channels: what is written.
    ///   - sample: takes the first events, if the run reads events.
    /// - Returns: how the run ended and what it found.
    package func run(
        _ events: RunEvents,
        channels: RunChannels,
        sample: InputSample? = nil
    ) -> PipelineOutcome {
        let counts = PipelineMetrics(
            ruleCount: engine.rules.count,
            filterCount: engine.filters.count,
            correlationCount: engine.ruleSet.correlations.count
        )
        let keepsMalformedLines = channels.deadLetters != nil
        let ruleSet = engine.ruleSet
        if options.readsMatches {
            return Pipeline.run(
                events,
                options: options,
                metrics: counts,
                correlating: ruleSet,
                channels: channels
            ) {
                MatchLineScanner(ruleSet, keepsMalformedLines: keepsMalformedLines)
            }
        }
        let engine = engine
        var scan = options.scan
        scan.keepsMalformedLines = keepsMalformedLines
        let scanOptions = scan
        return Pipeline.run(
            events,
            options: options,
            metrics: counts,
            correlating: ruleSet,
            channels: channels
        ) {
            SamplingScanner(
                Session(engine, options: scanOptions),
                sample: sample ?? InputSample(of: "")
            )
        }
    }

    /// Scans events with anything that scans chunks.
    ///
    /// - Parameters:
    ///   - events: what is read.
    ///   - options: how the work is divided, and limits.
    ///   - metrics: counts of nothing yet, with room for the rules that the chunks' reports count.
    ///   - ruleSet: the rules of whose matches the chunks report; `nil` if they report none.
    ///   - channels: what is written.
    ///   - makeScanner: makes the scanner of one thread.
    /// - Returns: how the run ended and what it found.
    package static func run<Scanner: ChunkScanner & ~Copyable>(
        _ events: RunEvents,
        options: PipelineOptions,
        metrics: PipelineMetrics,
        correlating ruleSet: RuleSet? = nil,
        channels: RunChannels,
        makingScanner makeScanner: @escaping @Sendable () -> Scanner
    ) -> PipelineOutcome {
        if let total = totalByteCount(of: events) {
            channels.progress.setTotalInputBytes(total)
        }
        let destination = MatchDestination(ruleSet, options: options, signals: channels.signals)
        let run = PipelineRun(
            events,
            options: options,
            metrics: metrics,
            destination: destination,
            flaws: channels.flawLevel.map {
                FlawReporter(from: $0, fingerprint: ruleSet?.fingerprint ?? "")
            },
            channels: channels
        )
        var change: StateChange?
        do throws(PipelineError) {
            if let ruleSet {
                change = try channels.state?.restore(into: destination.stage, ruleSet)
            }
        } catch {
            run.dispatcher.update { $0.interrupt(.outputFailed(error)) }
            return run.dispatcher.outcome(notes: ScanNotes())
        }
        let notes = run.work(makingScanner: makeScanner)
        var outcome = run.dispatcher.outcome(notes: notes)
        let isPausing = events.isPausing
        if let stage = destination.stage {
            outcome.finish(
                stage,
                isContinued: options.correlation.isContinued || isPausing,
                cancellation: channels.cancellation
            )
        }
        outcome.stateChange = change
        if let state = channels.state,
            outcome.ending == .completed || outcome.ending == .cancelled
        {
            do throws(PipelineError) {
                if isPausing {
                    try state.handOver(destination.stage, behind: channels.sinks)
                } else {
                    try state.save(destination.stage, behind: channels.sinks)
                }
            } catch {
                outcome.ending = .outputFailed(error)
            }
        }
        return outcome
    }

    /// The bytes of all inputs together, or `nil` if one of them has no size.
    private static func totalByteCount(of events: RunEvents) -> Int? {
        guard case .inputs(let inputs) = events else { return nil }
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
