/// An output of a run, for those who look at the run.
package struct RunOutput: Sendable {
    /// What it is called; no secret.
    package let name: String
    /// What it has done, if that is counted: what is written at once is not.
    package let counters: OutputCounters?

    package init(name: String, counters: OutputCounters?) {
        self.name = name
        self.counters = counters
    }
}
