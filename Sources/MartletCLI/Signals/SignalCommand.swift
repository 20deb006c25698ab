internal import MartletEngine
internal import MartletPipeline

/// A command that reads inputs by rules and writes signals.
protocol SignalCommand {
    var rules: RuleOptions { get }
    var inputs: [String] { get }
    var signals: SignalOptions { get }
    var correlation: CorrelationArguments { get }
    /// Whether inputs hold the matches of scans in place of events.
    var readsMatches: Bool { get }
    /// Whether a malformed line is a failure.
    var refusesMalformedLines: Bool { get }
    /// Whether rules are left out on events of no known log source.
    var skipsUnknownEvents: Bool { get }

    /// Whether files that are written keep what they hold.
    var continuesOutput: Bool { get }
    /// Whether it is a failure that the reader of the output goes away.
    var needsReader: Bool { get }

    /// How the run goes, given how many threads there are by default.
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
}
