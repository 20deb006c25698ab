internal import ArgumentParser
internal import MartletPipeline
internal import MartletRules

/// A command that reads inputs by rules and writes signals.
protocol SignalCommand: ParsableCommand {
    var rules: RuleOptions { get }
    var inputs: [String] { get }
    var signals: SignalOptions { get }
    var correlation: CorrelationArguments { get }
    /// Patterns of files that are read as they grow.
    var followedPaths: [String] { get }
    /// Whether a malformed line is a failure.
    var refusesMalformedLines: Bool { get }
    /// Whether files that are written keep what they hold.
    var continuesOutput: Bool { get }
    /// Whether it is a failure that the reader of the output goes away.
    var needsReader: Bool { get }

    /// What the run goes by, if that may be read anew while it goes on.
    ///
    /// - Throws: the status to leave with, after reporting what is wrong.
    func liveSetup() throws(ExitStatus) -> LiveSetup?

    /// How long the run may go on when it is asked to end; `nil` is as long as it takes.
    var stopLimit: Duration? { get }

    /// Makes a log of what is told, if the command is one that goes on for long.
    func beginLog()

    /// What is read, and how, but for the baseline of correlations.
    func pipelineOptions() -> PipelineOptions

    /// What the run reads and, beside signals, writes.
    ///
    /// - Parameters:
    ///   - inputs: what the arguments stand for.
    ///   - options: how it is read.
    ///   - channels: what is written; more may be added.
    ///   - outputs: where signals go, for those who look at the run.
    ///   - stop: is told what comes before the run ends.
    /// - Returns: the events, and what goes on beside them.
    /// - Throws: if something cannot be opened.
    func openEvents(
        _ inputs: [Input],
        options: PipelineOptions,
        channels: inout RunChannels,
        outputs: [RunOutput],
        stop: RunStop
    ) throws(PipelineError) -> OpenedEvents
}

extension SignalCommand {
    // With state, the run goes on with its outputs: what an earlier one wrote is not written again.
    var continuesOutput: Bool { correlation.state != nil }
    var needsReader: Bool { false }
    var stopLimit: Duration? { nil }
    var followedPaths: [String] { [] }

    func liveSetup() throws(ExitStatus) -> LiveSetup? { nil }
    func beginLog() {}

    func openEvents(
        _ inputs: [Input],
        options: PipelineOptions,
        channels: inout RunChannels,
        outputs: [RunOutput],
        stop: RunStop
    ) throws(PipelineError) -> OpenedEvents {
        OpenedEvents(events: .inputs(inputs))
    }

    func run() throws {
        beginLog()
        let status = SignalRun(self).execute()
        StandardError.begin(nil)
        if status != .done { throw status.exitCode }
    }
}
