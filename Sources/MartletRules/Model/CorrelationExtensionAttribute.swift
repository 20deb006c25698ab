/// What stands in the map `martlet:` of a correlation, which other engines ignore.
package enum CorrelationExtensionAttribute: String, CaseIterable, Sendable {
    case message
    case window
    case gap
    case missingGroup = "missing_group"
    case learn
    case forget
    case keepAlive = "keep_alive"
    case maximumDuration = "maximum_duration"
    case everyEvent = "every_event"
    case severityIf = "severity_if"
    case tests

    /// What the attribute is for, in a sentence for its author.
    package var explanation: String {
        switch self {
        case .message:
            "What a signal says, with fields in braces, and {count}, {value} or {values}."
        case .window: "Which matches are looked at together; without it, those of a sliding window."
        case .gap: "The longest pause within a session."
        case .missingGroup: "What becomes of matches without a value to group by."
        case .learn: "How long from a group's first match on nothing is new."
        case .forget: "After what time without a match a value is new again."
        case .keepAlive: "After what time without a firing the next one is a signal of its own."
        case .maximumDuration: "How long firings join one signal at most."
        case .everyEvent: "Whether every firing is a signal."
        case .severityIf:
            "Levels that take the correlation's place; the first case that holds counts."
        case .tests: "Sequences of events, and the signals that they must give."
        }
    }

    /// Whether correlations of a type have the attribute.
    package func isRead(by type: CorrelationType) -> Bool {
        switch self {
        case .window, .gap: type != .newValue && type != .absence
        case .learn, .forget: type == .newValue
        case .keepAlive, .maximumDuration, .everyEvent: type != .newValue
        case .message, .missingGroup, .severityIf, .tests: true
        }
    }
}
