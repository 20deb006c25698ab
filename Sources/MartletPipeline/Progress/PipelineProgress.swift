internal import Synchronization

/// Counters of a run that another thread may read while it goes on.
package final class PipelineProgress: Sendable {
    /// What a run has come to, a second ago or less.
    package struct Published: Sendable {
        package let metrics: PipelineMetrics
        /// What correlations keep; `nil` where there are none.
        package let correlation: CorrelationLoad?
    }

    /// The last event that was dealt with, among those that say when they happened.
    package struct LastEvent: Sendable {
        /// When it happened, in nanoseconds since 1970.
        package let time: Int64
        /// How long after that it was dealt with, in nanoseconds.
        package let lag: Int64
    }

    private struct Timings {
        var latencies: [LatencyStage: LatencyHistogram] = [:]
        var lastEvent: LastEvent?
    }

    private let inputBytes = Atomic<Int>(0)
    private let totalInputBytes = Atomic<Int>(unknownTotal)
    private let events = Atomic<Int>(0)
    private let signals = Atomic<Int>(0)
    private let malformed = Atomic<Int>(0)
    private let chunksRead = Atomic<Int>(0)
    private let chunksWritten = Atomic<Int>(0)

    private static let unknownTotal = -1

    private let current = Mutex<Published?>(nil)
    private let timings = Mutex(Timings())
    private let marks = Mutex<[ObjectIdentifier: ReadMark]>([:])

    package init() {}

    /// What the run that goes on has come to; `nil` before its first chunk.
    package var published: Published? { current.withLock { $0 } }

    /// Bytes taken from the inputs so far, before decompression.
    package var inputByteCount: Int { inputBytes.load(ordering: .relaxed) }

    /// Bytes of all inputs together, or `nil` while unknown or when an input is a stream.
    package var totalInputByteCount: Int? {
        let total = totalInputBytes.load(ordering: .relaxed)
        return total == PipelineProgress.unknownTotal ? nil : total
    }

    /// Events whose signals have been written.
    package var eventCount: Int { events.load(ordering: .relaxed) }

    /// Signals written.
    package var signalCount: Int { signals.load(ordering: .relaxed) }

    /// Malformed lines passed.
    package var malformedCount: Int { malformed.load(ordering: .relaxed) }

    /// Chunks of live events that were read and not written yet.
    package var heldChunkCount: Int {
        let written = chunksWritten.load(ordering: .acquiring)
        return max(0, chunksRead.load(ordering: .acquiring) - written)
    }

    /// How long chunks of live events took, by stage.
    package var latencies: [LatencyStage: LatencyHistogram] { timings.withLock { $0.latencies } }

    /// The last live event that was dealt with and says when it happened.
    package var lastEvent: LastEvent? { timings.withLock { $0.lastEvent } }

    /// How many bytes of each file that is followed were not read yet, by its name.
    package var inputLags: [String: Int] {
        let marks = marks.withLock { Array($0.values) }
        // A file that was renamed is read beside the one that has its name now.
        return Dictionary(marks.map { ($0.name, $0.lagByteCount) }, uniquingKeysWith: +)
    }

    /// Forgets what a run has come to that has ended.
    package func forgetPublished() {
        current.withLock { $0 = nil }
    }

    func publish(_ published: Published) {
        current.withLock { $0 = published }
    }

    func addInputBytes(_ count: Int) {
        inputBytes.wrappingAdd(count, ordering: .relaxed)
    }

    func setTotalInputBytes(_ count: Int) {
        totalInputBytes.store(count, ordering: .relaxed)
    }

    func add(events eventCount: Int, signals signalCount: Int, malformed malformedCount: Int) {
        events.wrappingAdd(eventCount, ordering: .relaxed)
        signals.wrappingAdd(signalCount, ordering: .relaxed)
        malformed.wrappingAdd(malformedCount, ordering: .relaxed)
    }

    /// Tells of a live chunk that was read.
    func addChunk() {
        chunksRead.wrappingAdd(1, ordering: .releasing)
    }

    /// Tells that a live chunk is written, and when its last event happened, if it says so.
    func finish(_ timing: ChunkTiming, lastEventTime: Int64?) {
        chunksWritten.wrappingAdd(1, ordering: .releasing)
        let now = ContinuousClock.now
        let lastEvent = lastEventTime.map {
            LastEvent(time: $0, lag: max(0, WallClock.nanoseconds - $0))
        }
        timings.withLock { timings in
            timings.latencies[.wait, default: .init()].add(timing.begin - timing.arrival)
            timings.latencies[.scan, default: .init()].add(timing.end - timing.begin)
            timings.latencies[.write, default: .init()].add(now - timing.end)
            timings.latencies[.total, default: .init()].add(now - timing.arrival)
            timings.lastEvent = lastEvent ?? timings.lastEvent
        }
    }

    /// Shows how far a file is read, until ``remove(_:)``.
    func add(_ mark: ReadMark) {
        marks.withLock { $0[ObjectIdentifier(mark)] = mark }
    }

    func remove(_ mark: ReadMark) {
        marks.withLock { _ = $0.removeValue(forKey: ObjectIdentifier(mark)) }
    }
}
