/// What stands in the map `martlet:` of a detection rule, which other engines ignore.
package enum RuleExtensionAttribute: String, CaseIterable, Sendable {
    case message
    case groupBy = "group_by"
    case window
    case maximumDuration = "maximum_duration"
    case severityIf = "severity_if"
    case requires
    case tests
    case evasions

    /// What the attribute is for, in a sentence for its author.
    package var explanation: String {
        switch self {
        case .message: "What a signal says, with fields of the event in braces: {user.username}."
        case .groupBy: "The fields whose matches join one signal."
        case .window: "After what time without a match of its group the next one is a signal: 10m."
        case .maximumDuration: "How long matches join one signal at most."
        case .severityIf: "Levels that take the rule's place; the first case that holds counts."
        case .requires: "Lists that must have values; without them the rule is disabled."
        case .tests: "Events that the rule must and must not match."
        case .evasions:
            "Changes of a request by which the rule is escaped, and why that is left so."
        }
    }
}
