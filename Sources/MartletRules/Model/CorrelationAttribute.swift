/// What stands in the map `correlation:`.
///
/// Source: Sigma correlation rules specification 2.1, "Correlation section".
package enum CorrelationAttribute: String, CaseIterable, Sendable {
    case type
    case rules
    case groupBy = "group-by"
    case timespan
    case condition
    case aliases
    case generate

    /// What the attribute is for, in a sentence for its author.
    package var explanation: String {
        switch self {
        case .type: "What is looked for in the matches of the rules."
        case .rules: "The ids or names of the rules, or correlations, whose matches are read."
        case .groupBy: "The fields that have the same values in all matches that count together."
        case .timespan: "How long the window is: 30s, 5m, 1h, 7d."
        case .condition:
            "What must hold of the number, or a condition over the names of the rules."
        case .aliases: "Names for fields that the rules' events have under different names."
        case .generate: "Whether the rules that it names give signals as well."
        }
    }

    /// Whether correlations of a type have the attribute.
    package func isRead(by type: CorrelationType) -> Bool {
        switch self {
        case .timespan: type != .newValue
        case .condition: type != .absence
        case .type, .rules, .groupBy, .aliases, .generate: true
        }
    }
}

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
