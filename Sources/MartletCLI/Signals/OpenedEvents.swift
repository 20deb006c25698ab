internal import MartletPipeline

/// What a run reads, and what goes on beside it.
struct OpenedEvents {
    let events: RunEvents
    /// What is to be seen of the run by others.
    var monitor: RunMonitor?
    /// Reads and listens as another command says, if that can change.
    ///
    /// Throws if something cannot be opened; all is as before then.
    var change: (RunCommand) throws(PipelineError) -> Void = { _ in }
    /// Ends what goes on beside the run.
    var close: () -> Void = {}
}
