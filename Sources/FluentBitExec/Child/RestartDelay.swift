/// How long a command that fails again and again has to wait: 1 s, then twice as long each time.
package struct RestartDelay {
    private static let longestSeconds = 60

    private var failures = 0
    private var nextStart: MonotonicTime?

    /// No delay.
    package init() {}

    /// Notes that the command failed.
    ///
    /// - Parameters:
    ///   - now: when.
    ///   - wasUseful: whether it had done with a batch, or had run for a while, before.
    /// - Returns: the seconds to wait.
    package mutating func failed(at now: MonotonicTime, wasUseful: Bool) -> Int {
        failures = wasUseful ? 1 : min(failures + 1, 7)
        let seconds = min(1 << (failures - 1), Self.longestSeconds)
        nextStart = now.adding(milliseconds: seconds * 1000)
        return seconds
    }

    /// Whether the command may be started.
    ///
    /// - Parameter now: when.
    /// - Returns: whether it has waited long enough.
    package func allowsStart(at now: MonotonicTime) -> Bool {
        nextStart.map { $0 <= now } ?? true
    }
}
