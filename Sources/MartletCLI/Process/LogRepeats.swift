/// Keeps lines that are said again and again from filling the log: each is said once a second, and how
/// often it was to be said.
package struct LogRepeats: Sendable {
    package static let interval = Duration.seconds(1)
    /// How many different lines are remembered.
    private static let limit = 1_000

    private struct Recent {
        let until: ContinuousClock.Instant
        var count = 0
    }

    private var recent: [LogLine: Recent] = [:]

    /// Nothing was said.
    package init() {}

    /// Whether a line is to be said now.
    package mutating func admit(_ line: LogLine, now: ContinuousClock.Instant) -> Bool {
        guard recent[line] == nil else {
            recent[line]?.count += 1
            return false
        }
        if recent.count < Self.limit { recent[line] = Recent(until: now + Self.interval) }
        return true
    }

    /// The lines that were held back and may be said again, or all of them, and how often.
    package mutating func take(
        all: Bool = false,
        now: ContinuousClock.Instant
    ) -> [(line: LogLine, count: Int)] {
        let over = recent.filter { all || $0.value.until <= now }
        for line in over.keys { recent[line] = nil }
        return over.filter { $0.value.count > 0 }.map { ($0.key, $0.value.count) }
            .sorted { $0.line.message < $1.line.message }
    }
}
