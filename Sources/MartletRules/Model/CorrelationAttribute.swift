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
