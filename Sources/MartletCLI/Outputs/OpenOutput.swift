internal import MartletPipeline

/// An output of signals that is open.
struct OpenOutput {
    /// What it is called; no secret.
    let name: String
    let sink: any Sink
    /// Names the columns of a table, if it is one that is empty.
    var writeHeader: () throws(PipelineError) -> Void = {}
    /// Told that the run has little time left.
    var beginStopping: @Sendable () -> Void = {}
    /// What it has done, if that is counted.
    var counters: OutputCounters?
    /// Ends it; some file systems tell only then that the disk is full.
    let close: () throws(PipelineError) -> Void
}
