internal import MartletPipeline

/// What a run reads, and what goes on beside it.
struct OpenedEvents {
    let events: RunEvents
    /// What is to be seen of the run by others.
    var monitor: RunMonitor?
    /// Ends what goes on beside the run.
    var close: () -> Void = {}
}
