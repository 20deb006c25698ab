/// When to try again what failed, and when to give up.
///
/// Delays double from one failure to the next, up to a limit, and are spread by chance, so that the
/// many who wait for one server do not come at the same time.
package struct RetrySchedule: Sendable {
    /// What to do after a failure.
    package enum Decision: Equatable {
        /// Try again at this time.
        case retry(at: ContinuousClock.Instant)
        /// It has failed for long enough.
        case giveUp
    }

    package static let firstDelay = Duration.milliseconds(200)
    package static let longestDelay = Duration.seconds(30)
    /// A server may ask for a longer delay, but not for any.
    package static let longestAskedDelay = Duration.seconds(300)

    /// For how long to try before giving up; `nil` for ever.
    let limit: Duration?
    /// When the outage began, if there is one.
    package private(set) var since: ContinuousClock.Instant?
    private var failureCount = 0
    /// When to try again, behind the last failure.
    private(set) var next: ContinuousClock.Instant?

    package init(limit: Duration?) {
        self.limit = limit
    }

    /// Whether so much time has failed that what comes is given up at once, but for a try now and
    /// then.
    package func hasGivenUp(at now: ContinuousClock.Instant) -> Bool {
        guard let limit, let since, let next else { return false }
        return since + limit <= now && now < next
    }

    /// Notes a failure.
    ///
    /// - Parameters:
    ///   - now: when it was.
    ///   - asked: for how long the server asked to be left alone.
    ///   - chance: from 0 to 1, any.
    /// - Returns: whether to try again, and when.
    package mutating func fail(
        at now: ContinuousClock.Instant,
        asked: Duration? = nil,
        chance: Double
    ) -> Decision {
        let since = since ?? now
        self.since = since
        let doublings = min(failureCount, 16)
        failureCount += 1
        let full = min(RetrySchedule.firstDelay * (1 << doublings), RetrySchedule.longestDelay)
        let spread = full * (0.5 + 0.5 * chance)
        let delay = max(spread, min(asked ?? .zero, RetrySchedule.longestAskedDelay))
        let next = now + delay
        self.next = next
        guard let limit else { return .retry(at: next) }
        if now - since >= limit { return .giveUp }
        return .retry(at: min(next, since + limit))
    }

    /// Notes a success.
    ///
    /// - Returns: when the outage began that it ends, if there was one.
    package mutating func succeed() -> ContinuousClock.Instant? {
        defer { self = RetrySchedule(limit: limit) }
        return since
    }
}
