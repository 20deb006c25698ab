/// What a rule says at its top level.
///
/// Source: Sigma rules specification 2.1, "Components"; `martlet` is martlet's own.
package enum RuleAttribute: String, CaseIterable, Sendable {
    case title
    case id
    case name
    case related
    case taxonomy
    case status
    case description
    case license
    case author
    case references
    case date
    case modified
    case logsource
    case detection
    case fields
    case falsepositives
    case level
    case tags
    case scope
    case martlet

    /// What the attribute is for, in a sentence for its author.
    package var explanation: String {
        switch self {
        case .title: "What the rule detects, in a few words."
        case .id: "A UUID that stays with the rule for ever."
        case .name: "A short name by which correlations, filters and tests refer to the rule."
        case .related: "Rules that this one comes from, replaces or resembles."
        case .taxonomy: "The names that fields have, if they are not Sigma's."
        case .status: "How far the rule is trusted."
        case .description: "Why it matters, and what an attacker gains."
        case .license: "The licence as an SPDX identifier."
        case .author: "Who wrote it."
        case .references: "Where to read on: links to what the rule is derived from."
        case .date: "The day on which it was written, YYYY-MM-DD."
        case .modified: "The day on which its meaning last changed, YYYY-MM-DD."
        case .logsource: "The kind of log that the rule is for."
        case .detection: "Selections, and a condition over them."
        case .fields: "The fields of an event that help to judge a match."
        case .falsepositives: "What is known to match without harm."
        case .level: "How serious a match is; without one, medium."
        case .tags: "Labels such as attack.execution and attack.t1609."
        case .scope: "Where the rule is meant to run."
        case .martlet: "What martlet adds to Sigma; other engines ignore it."
        }
    }
}
