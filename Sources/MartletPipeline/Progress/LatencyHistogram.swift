/// How long something took, each time, counted in classes.
package struct LatencyHistogram: Sendable, Equatable {
    /// The longest duration of each class, each four times the one before: 0.1 ms to 26 s.
    package static let bounds: [Duration] = (0..<10).map { .microseconds(100 << (2 * $0)) }

    /// How many durations fall into each class; the last has no bound.
    package private(set) var counts = Array(repeating: 0, count: bounds.count + 1)
    /// All durations together.
    package private(set) var sum = Duration.zero

    /// Nothing counted yet.
    package init() {}

    /// Counts a duration.
    package mutating func add(_ duration: Duration) {
        let index = Self.bounds.firstIndex { duration <= $0 } ?? Self.bounds.endIndex
        counts[index] += 1
        sum += duration
    }
}
