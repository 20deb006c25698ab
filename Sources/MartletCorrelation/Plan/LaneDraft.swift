internal import MartletEngine
internal import MartletRules

/// What a lane is made of, before it is known who reads its matches.
struct LaneDraft {
    var ordinal: Int
    var kind: Lane.Kind
    var requirement: Correlation.Requirement
    var window: Correlation.Window = .sliding
    var timespan: Int64
    var episode: Episode
    var poolsMissing: Bool
    var members: [Lane.Member] = []
    var references: [Int] = []
    var carriedNames: [String] = []
    var valueNames: [String] = []

    /// A quiet rule, which counts its matches from the first on.
    init(_ quieting: Quieting, rule: Int, outline: MatchOutline) {
        ordinal = rule
        kind = .quiet
        requirement = .inherent
        timespan = quieting.episode.keepAlive
        episode = quieting.episode
        poolsMissing = true
        references = [0]
        let slots = quieting.groupBy.map { outline.slot(of: $0) }
        members = [Lane.Member(groupSlots: slots, valueSlots: [], carriedSlots: [])]
    }

    init(_ correlation: Correlation, ordinal: Int) {
        self.ordinal = ordinal
        kind = LaneDraft.kind(of: correlation)
        requirement = correlation.requirement
        window = correlation.window
        timespan = correlation.timespan
        episode = correlation.episode
        poolsMissing = correlation.poolsMissing
        valueNames = correlation.valueFields.map(\.description)
    }

    private static func kind(of correlation: Correlation) -> Lane.Kind {
        switch correlation.kind {
        case .eventCount: .eventCount
        case .valueCount: .valueCount
        case .aggregate(let aggregate, _): .aggregate(aggregate)
        case .temporal: .temporal
        case .temporalOrdered: .temporalOrdered
        case .newValue(_, let learning): .newValue(learning)
        case .absence: .absence
        }
    }
}

extension Correlation {
    /// The fields whose values the kind counts or compares.
    var valueFields: [FieldPath] {
        switch kind {
        case .valueCount(let fields), .newValue(let fields, _): fields
        case .aggregate(_, let field): [field]
        case .eventCount, .temporal, .temporalOrdered, .absence: []
        }
    }

    /// The first reference to each target.
    var memberReferences: [Reference] {
        var members: [Reference] = []
        for reference in references
        where !members.contains(where: { $0.target == reference.target }) {
            members.append(reference)
        }
        return members
    }
}
