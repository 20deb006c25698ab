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

    /// How the run goes, given how many threads there are by default.
    func pipelineOptions() -> PipelineOptions
}
