internal import Synchronization

/// Counters of a run that another thread may read while it goes on.
package final class PipelineProgress: Sendable {
    private let inputBytes = Atomic<Int>(0)
    private let totalInputBytes = Atomic<Int>(unknownTotal)
    private let events = Atomic<Int>(0)
    private let signals = Atomic<Int>(0)
    private let malformed = Atomic<Int>(0)

    private static let unknownTotal = -1

    private let published = Mutex<PipelineMetrics?>(nil)

    package init() {}

    /// What the run that goes on has come to, a second ago or less; `nil` before its first chunk.
    package var metrics: PipelineMetrics? { published.withLock { $0 } }

    func publish(_ metrics: PipelineMetrics) {
        published.withLock { $0 = metrics }
    }

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
}
