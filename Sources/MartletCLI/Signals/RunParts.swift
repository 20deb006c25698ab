internal import MartletCorrelation
internal import MartletEngine
internal import MartletPipeline
internal import MartletRules

/// What a run reads and writes, and how, which may change while the run rests.
struct RunParts {
    private(set) var options: PipelineOptions
    private(set) var channels: RunChannels
    let outputs: SignalOutputs
    let opened: OpenedEvents
    private var settings: RunSettings?

    /// Opens all.
    ///
    /// - Parameters:
    ///   - command: what to run, and how.
    ///   - setup: what its files say, if they may be read anew.
    ///   - inputs: what is read.
    ///   - ruleSet: the rules.
    ///   - cancellation: ends the run early.
    ///   - stop: is told what comes before the run ends.
    /// - Throws: if something cannot be opened.
    init(
        opening command: any SignalCommand,
        _ setup: RunSetup?,
        inputs: [Input],
        ruleSet: RuleSet,
        cancellation: Cancellation,
        stop: RunStop
    ) throws(PipelineError) {
        settings = setup?.settings
        options = try Self.options(of: command)
        let state = try command.correlation.openState()
        let outputs = try SignalOutputs(
            command,
            and: setup?.outputs ?? [],
            ruleSet: ruleSet,
            inputs: inputs + command.followedPaths.map { .file($0) }
        )
        self.outputs = outputs
        channels = RunChannels(signals: outputs.signals, deadLetters: outputs.deadLetters)
        channels.cancellation = cancellation
        channels.state = state
        // At once: who sends events is answered behind outputs, and has less time than the whole.
        stop.whenBegun { outputs.beginStopping() }
        opened = try command.openEvents(
            inputs,
            options: options,
            channels: &channels,
            outputs: outputs.shown,
            stop: stop
        )
        if case .feed(let feed) = opened.events {
            feed.whenPaused { [weak feed] in outputs.lift { feed?.isPaused ?? false } }
            feed.waits { outputs.isOverfull }
        }
    }

    /// What new_value correlations know already.
    var baseline: Baseline? { options.correlation.baseline }

    /// Takes over what settings say now, while the run rests.
    ///
    /// - Parameters:
    ///   - change: what to go on with.
    ///   - inputs: what is read beside followed files.
    /// - Returns: the keys of settings that are other than before.
    /// - Throws: if something cannot be opened; all is as before then.
    mutating func take(_ change: RunChange, inputs: [Input]) throws(PipelineError) -> [String] {
        let setup = change.setup
        var options = try Self.options(of: setup.command)
        // What reads is as it was.
        options.lineByteLimit = self.options.lineByteLimit
        let others = try outputs.prepare(
            setup.command.signals,
            and: setup.outputs,
            inputs: inputs + setup.command.followedPaths.map { .file($0) }
        )
        do throws(PipelineError) {
            try opened.change(setup.command)
        } catch {
            outputs.discard(others)
            throw error
        }
        setup.command.beginLog()
        outputs.take(others, ruleSet: change.engine.ruleSet)
        do throws(PipelineError) {
            try SignalOutputs.writeHeaders(of: others.fresh)
        } catch {
            StandardError.report(error.description)
        }
        setup.command.adjust(&channels)
        channels.signals = outputs.signals
        opened.monitor?.show(outputs.shown)
        self.options = options
        defer { settings = setup.settings }
        guard let before = settings, let now = setup.settings else { return [] }
        return before.changes(to: now, takenOver: true)
    }

    private static func options(
        of command: any SignalCommand
    ) throws(PipelineError) -> PipelineOptions {
        var options = command.pipelineOptions()
        options.correlation.baseline = try command.correlation.baseline.map {
            path throws(PipelineError) in
            try BaselineFile.read(path)
        }
        return options
    }
}
