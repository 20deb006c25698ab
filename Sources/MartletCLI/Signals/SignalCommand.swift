internal import ArgumentParser
internal import MartletPipeline

/// A command that reads inputs by rules and writes signals.
protocol SignalCommand: ParsableCommand {
    var rules: RuleOptions { get }
    var inputs: [String] { get }
    var signals: SignalOptions { get }
    var correlation: CorrelationArguments { get }
    /// Whether a malformed line is a failure.
    var refusesMalformedLines: Bool { get }
    /// Whether files that are written keep what they hold.
    var continuesOutput: Bool { get }
    /// Whether it is a failure that the reader of the output goes away.
    var needsReader: Bool { get }

    /// What is read, and how, but for the baseline of correlations.
    func pipelineOptions() -> PipelineOptions

    /// Where batches are acknowledged, if they are.
    ///
    /// - Throws: if nothing can be written there.
    func openAcknowledgements() throws(PipelineError) -> Acknowledgements?
}

extension SignalCommand {
    // With state, the run goes on with its outputs: what an earlier one wrote is not written again.
    var continuesOutput: Bool { correlation.state != nil }
    var needsReader: Bool { false }

    func openAcknowledgements() throws(PipelineError) -> Acknowledgements? { nil }

    func run() throws {
        let status = SignalRun(self).execute()
        if status != .done { throw status.exitCode }
    }
}
