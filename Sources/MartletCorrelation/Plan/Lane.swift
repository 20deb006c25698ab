internal import MartletEngine
internal import MartletRules

/// A correlation or a quiet rule, ready to be run.
///
/// Its *members* are the rules and correlations that it reads, each once, however often it lists them.
final class Lane: Sendable {
    enum Kind: Sendable {
        case eventCount
        case valueCount
        case aggregate(Correlation.Aggregate)
        case temporal
        case temporalOrdered
        case newValue(Correlation.Learning)
        case absence
        /// A rule whose matches become one signal a group.
        case quiet
    }

    /// Where a member's matches have what the lane reads, as slots of their values.
    struct Member: Sendable {
        var groupSlots: [Int?]
        var valueSlots: [Int?]
        var carriedSlots: [Int?]
    }

    /// Where a field of the lane's own matches comes from.
    enum Source: Sendable, Equatable {
        case group(Int)
        /// A place in the values that are carried from the completing match.
        case carried(Int)
    }

    /// The signal's rule: its index, or behind all rules that of the correlation.
    let ordinal: Int
    let kind: Kind
    /// How many correlations lie between it and base matches.
    let level: Int
    let requirement: Correlation.Requirement
    let window: Correlation.Window
    let timespan: Int64
    /// Whether a window is looked at as a whole.
    let isDecidedAtClose: Bool
    let episode: Episode
    /// Whether each firing is a signal of its own.
    let isEveryFiringAlone: Bool
    let poolsMissing: Bool
    let members: [Member]
    /// The member of each rule in the list.
    let references: [Int]
    /// The names of the fields whose values are looked at.
    let valueNames: [String]
    /// The names of the fields that are carried from a completing match.
    let carriedNames: [String]
    /// How many matches of each member are evidence.
    let evidenceLimit: Int
    /// What its matches carry for the correlations that read them; `nil` if none does.
    let outline: [Source]?
    /// Whether anything of the completing match is needed but its place.
    let carriesValues: Bool
    let presentation: Presentation

    init(_ draft: LaneDraft, level: Int, outline: [Source]?, presentation: Presentation) {
        self.ordinal = draft.ordinal
        self.kind = draft.kind
        self.level = level
        self.requirement = draft.requirement
        self.window = draft.window
        self.timespan = draft.timespan
        self.episode = draft.episode
        self.poolsMissing = draft.poolsMissing
        self.members = draft.members
        self.references = draft.references
        self.carriedNames = draft.carriedNames
        self.valueNames = draft.valueNames
        self.evidenceLimit = max(1, 10 / max(draft.references.count, 1))
        self.outline = outline
        self.carriesValues = draft.members.contains { !$0.carriedSlots.isEmpty }
        self.presentation = presentation
        switch draft.kind {
        case .newValue, .absence, .quiet:
            isDecidedAtClose = false
        default:
            isDecidedAtClose = !Lane.asksForMoreOnly(draft.requirement)
        }
        if case .newValue = draft.kind {
            isEveryFiringAlone = true
        } else {
            isEveryFiringAlone = draft.episode.everyEvent
        }
    }

    /// Whether matches with the same key are one.
    var countsKeys: Bool {
        switch kind {
        case .eventCount, .valueCount, .aggregate, .quiet: true
        case .temporal, .temporalOrdered, .newValue, .absence: false
        }
    }

    /// Whether signals say where their matches are.
    var keepsEvidence: Bool {
        if case .quiet = kind { return false }
        return !presentation.isSilent
    }

    /// Whether the numbers of a window are kept in order.
    var ranksNumbers: Bool {
        if case .aggregate(let aggregate) = kind, case .percentile = aggregate { return true }
        return false
    }

    /// Whether more matches can only make the condition hold.
    private static func asksForMoreOnly(_ requirement: Correlation.Requirement) -> Bool {
        switch requirement {
        case .inherent: true
        case .thresholds(let thresholds):
            thresholds.allSatisfy { $0.relation == .greater || $0.relation == .greaterOrEqual }
        case .expression(let condition): !negates(condition)
        }
    }

    private static func negates(_ condition: Condition) -> Bool {
        switch condition {
        case .selection, .atLeast: false
        case .and(let parts), .or(let parts): parts.contains(where: negates)
        case .not: true
        }
    }
}
