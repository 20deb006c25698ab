internal import MartletRules

/// A change that leaves what a request does as it is.
///
/// Knowledge of Kubernetes; one file a change. What is not true of the API server does not belong here:
/// an escape is a hole in a rule, or the rule says why it is none.
protocol Evasion: Sendable {
    static var change: EvasionChange { get }

    /// The changed events, in a fixed order; none where the change does not apply.
    ///
    /// - Parameters:
    ///   - request: an event that a rule matches.
    ///   - isHit: whether the rule matches an event, to tell what it looks at.
    /// - Returns: the changed events.
    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant]
}
