internal import MartletEngine
internal import MartletRules

/// What signals of a lane show that does not depend on matches.
struct Presentation: Sendable {
    /// A part of a message.
    enum MessagePart: Sendable {
        case text(String)
        case group(Int)
        /// Values of the completing match.
        case carried(Int)
        case count
        case value
        case values
    }

    var type: String
    /// The names of the fields that group.
    var groupNames: [String]
    /// How evidence calls the members.
    var memberNames: [String]
    var message: [MessagePart]
    var severityCases: [SeverityCase]
    var level: Level
    /// `,"rule":{...},"ruleset":"..."` by level; empty for a quiet rule, whose signal has it already.
    var headings: [Level: [UInt8]]
    /// What the rule contributes to signal ids.
    var seed: UInt64
    /// Whether episodes are no signals.
    var isSilent: Bool

    /// The level of an episode that has come to its end, or as far as it has.
    func level(count: Int, value: Quantity?) -> Level {
        heldCase(count: count, value: value)?.level ?? level
    }

    /// The first case that holds of an episode.
    func heldCase(count: Int, value: Quantity?) -> SeverityCase? {
        severityCases.first { severity in
            switch severity.requirement {
            case .condition: false
            case .count(let thresholds): Quantity.whole(Int128(count)).satisfies(thresholds)
            case .value(let thresholds): value?.satisfies(thresholds) ?? false
            }
        }
    }
}
