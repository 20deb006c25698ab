internal import Glibc
internal import MartletCorrelation
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// One run of a command that writes signals, from its options to its exit status.
struct SignalRun {
    private let command: any SignalCommand
    private let signals: SignalOptions
    private let style = TerminalStyle(descriptor: STDERR_FILENO)

    init(_ command: any SignalCommand) {
        self.command = command
        self.signals = command.signals
    }

    /// Loads, reads, writes and tells; all failures end in the status.
    func execute() -> ExitStatus {
        // First, so that all threads inherit the blocked signals.
        let cancellation = Cancellation()
        let setup: LiveSetup?
        do throws(ExitStatus) {
            setup = try command.liveSetup()
        } catch {
            return error
        }
        let reloader = setup.map { RunReloader($0) }
        let stop = RunStop(cancellation, within: command.stopLimit)
        let stopSignals = StopSignals.install(reloading: reloader) { stop.begin() }

        let reader = RuleReader(options: command.rules)
        let loaded = reader.load()
        guard !loaded.isUnreadable else { return .failed }
        let ruleSet = signals.minLevel.map(loaded.ruleSet.limited) ?? loaded.ruleSet
        guard !ruleSet.rules.isEmpty else {
            if loaded.ruleSet.rules.isEmpty {
                reader.reportMissingRules(in: loaded)
            } else {
                StandardError.report("no rule has the level of --min-level or above")
            }
            return max(.rulesInvalid, loaded.exitStatus)
        }
        let engine = Engine(ruleSet)
        UntilExit.keep(engine)

        let outcome: PipelineOutcome
        var summary: RunSummary
        do throws(PipelineError) {
            (outcome, summary) = try run(
                engine,
                setup?.first,
                cancellation: cancellation,
                stop: stop,
                reloader: reloader
            )
        } catch {
            StandardError.report(error.description)
            return .failed
        }
        summary.add(loaded.rejected)
        return finish(outcome, summary, loaded: loaded, stopSignal: stopSignals.first)
    }

    private func run(
        _ firstEngine: Engine,
        _ setup: RunSetup?,
        cancellation: Cancellation,
        stop: RunStop,
        reloader: RunReloader?
    ) throws(PipelineError) -> (PipelineOutcome, RunSummary) {
        var engine = firstEngine
        let (inputs, failures) = InputFiles.expand(command.inputs)
        var parts = try RunParts(
            opening: command,
            setup,
            inputs: inputs,
            ruleSet: engine.ruleSet,
            cancellation: cancellation,
            stop: stop
        )
        let (opened, outputs) = (parts.opened, parts.outputs)
        defer { opened.close() }
        hintAtTerminalInput(inputs, of: parts.options.readsMatches ? "matches" : "events")
        try SignalOutputs.writeHeaders(of: outputs.outputs)
        let display = showsProgress ? ProgressDisplay(parts.channels.progress) : nil
        let sample = InputSample(of: inputs.first?.name ?? "")
        let start = ContinuousClock.now
        var outcome: PipelineOutcome
        var earlier = PipelineMetrics(ruleCount: 0)
        var earlierSignalCount = 0
        if case .feed(let feed) = opened.events { reloader?.begin(feed, opened.monitor) }
        while true {
            opened.monitor?.begin(engine)
            outcome = Pipeline(engine: engine, options: parts.options).run(
                opened.events,
                channels: parts.channels,
                sample: sample
            )
            guard case .feed(let feed) = opened.events, outcome.ending == .completed,
                !feed.hasEnded || feed.isPaused
            else { break }
            opened.monitor?.end(outcome)
            earlierSignalCount += outcome.metrics.signalCount
            earlier.addInput(of: outcome.metrics)
            do throws(PipelineError) {
                try parts.channels.state?.rewind()
            } catch {
                outcome.ending = .outputFailed(error)
                break
            }
            feed.resume()
            if let change = reloader?.take() { take(change, &parts, &engine, inputs: inputs) }
            outputs.lift { feed.isPaused }
        }
        outcome.metrics.addInput(of: earlier)
        outputs.close(&outcome)
        display?.stop()
        outcome.inputErrors = failures + outcome.inputErrors
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        var summary = RunSummary(outcome, of: engine, inputCount: inputs.count, seconds: seconds)
        if let baseline = parts.baseline {
            summary.unknownBaselines = CorrelationPlan(engine.ruleSet).unknown(in: baseline)
                .map(\.name)
        }
        if !parts.options.readsMatches {
            let logSources = engine.ruleSet.logSources
            summary.advice = Doctor(
                rules: engine.rules,
                summary: summary,
                sample: SampledEvents(sample.texts, logSources: logSources),
                logSources: logSources
            )
            .advice()
        }
        summary.skippedUnknownEvents = parts.options.scan.skipsUnknownEvents
        summary.readMatches = parts.options.readsMatches
        summary.withheldCount = outputs.withheldCount
        summary.earlierSignalCount = earlierSignalCount
        return (outcome, summary)
    }

    /// Changes over to new rules and settings, all or none of them.
    private func take(
        _ change: RunChange,
        _ parts: inout RunParts,
        _ engine: inout Engine,
        inputs: [Input]
    ) {
        do throws(PipelineError) {
            let changed = try parts.take(change, inputs: inputs)
            engine = change.engine
            parts.opened.monitor?.noteReload()
            var text = "rules loaded anew: \(ReadableNumber.counted(engine.rules.count, "rule"))"
            if !changed.isEmpty {
                text += "; taken over: " + changed.map { "'\($0)'" }.joined(separator: ", ")
            }
            StandardError.print(text)
        } catch {
            StandardError.report(error.description)
            StandardError.report("nothing is taken over; rules and settings stay as they are")
            parts.opened.monitor?.noteFailedReload()
        }
    }

    /// Tells how the run went and decides on the exit status.
    private func finish(
        _ outcome: PipelineOutcome,
        _ summary: RunSummary,
        loaded: LoadedRules,
        stopSignal: Int32?
    ) -> ExitStatus {
        var status = loaded.exitStatus
        if let level = signals.failOn, summary.hasSignals(atOrAbove: level) {
            status = max(status, .unmet)
        }
        if !summary.errors.isEmpty { status = max(status, .failed) }
        if command.refusesMalformedLines, summary.malformedCount > 0 {
            status = max(status, .failed)
        }
        if outcome.ending == .outputClosed, command.needsReader {
            StandardError.report("the reader of the output went away")
            status = max(status, .failed)
        }
        if outcome.ending == .cancelled {
            status = stopSignal == SIGTERM ? .terminated : .interrupted
        }
        // Whoever closed the output has seen enough to need no summary.
        if signals.quiet || outcome.ending == .outputClosed {
            for error in summary.errors { StandardError.report(error) }
        } else {
            StandardError.print(summary.text(style: style))
        }
        do throws(PipelineError) {
            try writeStatistics(summary)
        } catch {
            StandardError.report(error.description)
            status = max(status, .failed)
        }
        return status
    }

    /// A line that is redrawn needs a terminal of its own: not one that signals go to as well.
    private var showsProgress: Bool {
        !signals.quiet && style.canMoveCursor
            && !(isatty(STDOUT_FILENO) == 1 && signals.outputFile == nil)
    }

    private func hintAtTerminalInput(_ inputs: [Input], of content: String) {
        guard inputs.contains(.standardInput), isatty(STDIN_FILENO) == 1, !signals.quiet else {
            return
        }
        StandardError.print("reading \(content) from the terminal; Ctrl-D ends them")
    }

    private func writeStatistics(_ summary: RunSummary) throws(PipelineError) {
        guard let path = signals.stats else { return }
        let text = summary.json.text() + "\n"
        guard path != "-" else { return try StandardOutput.write(text) }
        let sink = try DescriptorSink(creating: path)
        try sink.write(text)
        try sink.close()
    }
}
