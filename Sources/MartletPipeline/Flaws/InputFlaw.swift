package import MartletRules

/// What of an input no rule saw, and therefore is worth a signal of its own.
package enum InputFlaw: String, Sendable, CaseIterable {
    /// Lines, or elements of an array, that are no events.
    case malformed
    /// Lines that exceed the limit.
    case oversize
    /// Objects made of fields of events, of which a limit left out a part.
    case curtailed

    /// What stands in signals as the rule's id.
    package var ruleID: String { "martlet.input.\(rawValue)" }

    package var title: String {
        switch self {
        case .malformed: "Events that cannot be read"
        case .oversize: "Events that exceed the limit"
        case .curtailed: "Events that were read in part"
        }
    }

    /// How much it matters: whoever makes an event too long for martlet is not seen by it.
    package var level: Level {
        switch self {
        case .malformed, .curtailed: .medium
        case .oversize: .high
        }
    }

    /// What happened, as a sentence.
    func message(count: Int, of input: String, reason: String) -> String {
        let lines = count == 1 ? "1 line" : "\(count) lines"
        let them = count == 1 ? "it" : "them"
        switch self {
        case .malformed:
            return "\(lines) of \(input) could not be read, and no rule saw \(them): \(reason)"
        case .oversize:
            return "\(lines) of \(input) exceeded the limit, and no rule saw \(them)"
        case .curtailed:
            let fields = count == 1 ? "1 field" : "\(count) fields"
            return "Of \(fields) of \(input) rules saw only a part: a limit left out the rest"
        }
    }
}
