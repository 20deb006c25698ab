/// When a chunk of events that happen now went through the stages of a run.
struct ChunkTiming: Sendable {
    /// When it was read, or delivered.
    let arrival: ContinuousClock.Instant
    /// When a thread began to scan it.
    let begin: ContinuousClock.Instant
    /// When it was scanned.
    var end: ContinuousClock.Instant

    init(arrival: ContinuousClock.Instant) {
        self.arrival = arrival
        begin = .now
        end = begin
    }
}
