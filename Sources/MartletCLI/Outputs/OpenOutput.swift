internal import MartletPipeline
internal import MartletRules

/// An output of signals that is open.
struct OpenOutput: Sendable {
    let source: OutputSource
    /// What it is called; no secret.
    let name: String
    let sink: any Sink
    /// Names the columns of a table, if it is one that is empty.
    var writeHeader: @Sendable () throws(PipelineError) -> Void = {}
    /// The sink, if it delivers signals to somebody else.
    var delivery: DeliverySink?
    /// Ends it; some file systems tell only then that the disk is full.
    let close: @Sendable () throws(PipelineError) -> Void

    var settings: OutputSettings { source.settings }
}
