package import MartletRules

/// What a run writes to, looks at and keeps, beside what it reads.
package struct RunChannels: Sendable {
    /// Receives the signals; not closed.
    package var signals: any Sink
    /// Receives the malformed lines, each with a line feed; not closed.
    package var deadLetters: (any Sink)?
    /// Kept up to date for another thread to look at.
    package var progress = PipelineProgress()
    /// Ends the run early.
    package var cancellation = Cancellation()
    /// What earlier runs left, and where this one leaves its own; `nil` keeps nothing.
    package var state: RunState?
    /// Receives the numbers of batches that are done, if batches divide the input.
    package var acknowledgements: Acknowledgements?
    /// Whether ``PipelineProgress/metrics`` are kept up to date.
    package var publishes = false
    /// From which level on signals tell what no rule saw of the inputs; `nil` tells nothing.
    package var flawLevel: Level?
    /// Whether what is told to be done must be on the disk.
    package var isDurable = false

    package init(signals: any Sink, deadLetters: (any Sink)? = nil) {
        self.signals = signals
        self.deadLetters = deadLetters
    }

    /// What is written to.
    var sinks: [any Sink] { [signals, deadLetters].compactMap { $0 } }

    /// Waits until all outputs are done with what they were given.
    ///
    /// - Returns: whether they are.
    func settle(until deadline: ContinuousClock.Instant?) throws(PipelineError) -> Bool {
        var isSettled = true
        for sink in sinks {
            let isDone = try sink.settle(until: deadline)
            isSettled = isSettled && isDone
        }
        return isSettled
    }
}
