internal import Glibc
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// One run of `martlet scan`, from its options to its exit status.
struct ScanRun {
    private let command: ScanCommand
    private let style = TerminalStyle(descriptor: STDERR_FILENO)
    private let timeZone: ScanOptions.TimeZone?

    init(_ command: ScanCommand) {
        self.command = command
        self.timeZone = command.times.timeZone?.makeOffsets()
    }

    /// Loads, scans, writes and tells; all failures end in the status.
    func execute() -> ExitStatus {
        // First, so that all threads inherit the blocked signals.
        let cancellation = Cancellation()
        let stopSignals = StopSignals.install { cancellation.cancel() }

        let reader = RuleReader(options: command.rules, style: style, showsWarnings: false)
        let loaded = reader.load()
        guard !loaded.isUnreadable else { return .failed }
        let ruleSet = command.minLevel.map(loaded.ruleSet.limited) ?? loaded.ruleSet
        guard !ruleSet.rules.isEmpty else {
            fail(
                loaded.ruleSet.rules.isEmpty
                    ? reader.reasonForNoRules(in: loaded)
                    : "no rule has the level of --min-level or above"
            )
            return max(.rulesInvalid, loaded.exitStatus)
        }
        let engine = Engine(ruleSet)

        let outcome: PipelineOutcome
        var summary: RunSummary
        do throws(PipelineError) {
            (outcome, summary) = try scan(with: engine, cancellation: cancellation)
        } catch {
            fail(error.description)
            return .failed
        }
        summary.add(loaded.rejected)
        return finish(outcome, summary, loaded: loaded, stopSignal: stopSignals.first)
    }

    private func scan(
        with engine: Engine,
        cancellation: Cancellation
    ) throws(PipelineError) -> (PipelineOutcome, RunSummary) {
        let (inputs, failures) = InputFiles.expand(command.inputs)
        let outputs = try ScanOutputs(command, inputs: inputs)
        hintAtTerminalInput(inputs)
        let progress = PipelineProgress()
        let options = pipelineOptions
        try outputs.writeHeader(for: options.scan.format)
        let display = showsProgress ? ProgressDisplay(progress) : nil
        let start = ContinuousClock.now
        var outcome = Pipeline(engine: engine, options: options).run(
            inputs: inputs,
            signals: outputs.signals,
            deadLetters: outputs.deadLetters,
            progress: progress,
            cancellation: cancellation
        )
        outputs.close(&outcome)
        display?.stop()
        outcome.inputErrors = failures + outcome.inputErrors
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        var summary = RunSummary(outcome, of: engine, inputCount: inputs.count, seconds: seconds)
        summary.skippedUnknownEvents = command.unknownEvents == .skip
        return (outcome, summary)
    }

    /// Tells how the scan went and decides on the exit status.
    private func finish(
        _ outcome: PipelineOutcome,
        _ summary: RunSummary,
        loaded: LoadedRules,
        stopSignal: Int32?
    ) -> ExitStatus {
        var status = loaded.exitStatus
        if let level = command.failOn, summary.hasSignals(atOrAbove: level) {
            status = max(status, .unmet)
        }
        if !summary.errors.isEmpty { status = max(status, .failed) }
        if command.strict, summary.malformedCount > 0 { status = max(status, .failed) }
        if outcome.ending == .cancelled {
            status = stopSignal == SIGTERM ? .terminated : .interrupted
        }
        // Whoever closed the output has seen enough to need no summary.
        if command.quiet || outcome.ending == .outputClosed {
            for error in summary.errors { fail(error) }
        } else {
            StandardError.print(summary.text(style: style))
        }
        do throws(PipelineError) {
            try writeStatistics(summary)
        } catch {
            fail(error.description)
            status = max(status, .failed)
        }
        return status
    }

    private var pipelineOptions: PipelineOptions {
        var scan = ScanOptions()
        scan.isStrict = command.strict
        scan.includesEvent = command.includeEvent
        scan.skipsUnknownEvents = command.unknownEvents == .skip
        scan.timeZone = timeZone
        if command.format == .table {
            let isFile = command.output.map { $0 != "-" } ?? false
            let isColored = !isFile && TerminalStyle(descriptor: STDOUT_FILENO).isColored
            scan.format = .table(colored: isColored)
        }
        return PipelineOptions(
            threadCount: command.threads ?? Self.coreCount,
            lineByteLimit: command.lineLimit.bytes,
            scan: scan
        )
    }

    /// The cores that are online.
    private static var coreCount: Int {
        max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// A line that is redrawn needs a terminal of its own: not one that signals go to as well.
    private var showsProgress: Bool {
        !command.quiet && style.canMoveCursor
            && !(isatty(STDOUT_FILENO) == 1 && (command.output ?? "-") == "-")
    }

    private func hintAtTerminalInput(_ inputs: [Input]) {
        guard inputs.contains(.standardInput), isatty(STDIN_FILENO) == 1, !command.quiet else {
            return
        }
        StandardError.print("reading events from the terminal; Ctrl-D ends them")
    }

    private func writeStatistics(_ summary: RunSummary) throws(PipelineError) {
        guard let path = command.stats else { return }
        let text = summary.json.text() + "\n"
        guard path != "-" else { return try StandardOutput.write(text) }
        let sink = try DescriptorSink(creating: path)
        try sink.write(text)
        try sink.close()
    }

    private func fail(_ message: String) {
        StandardError.print("\(style.error("error:")) \(VisibleText.escape(message))")
    }
}
