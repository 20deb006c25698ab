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
    func level(count: Int, valueCase: Int?) -> Level {
        heldCase(count: count, valueCase: valueCase)?.level ?? level
    }

    /// The first case that holds of an episode with so many matches.
    ///
    /// `valueCase` is the first case of a value that held at one of the firings.
    func heldCase(count: Int, valueCase: Int?) -> SeverityCase? {
        let number = Quantity.whole(Int128(count))
        let countCase = severityCases.firstIndex { severity in
            if case .count(let thresholds) = severity.requirement {
                number.satisfies(thresholds)
            } else {
                false
            }
        }
        guard let held = [countCase, valueCase].compactMap({ $0 }).min() else { return nil }
        return severityCases[held]
    }

    /// The first case of a value that holds of what a firing compared.
    func valueCase(of value: Quantity?) -> Int? {
        guard !severityCases.isEmpty, let value else { return nil }
        return severityCases.firstIndex { severity in
            if case .value(let thresholds) = severity.requirement {
                value.satisfies(thresholds)
            } else {
                false
            }
        }
    }
}
