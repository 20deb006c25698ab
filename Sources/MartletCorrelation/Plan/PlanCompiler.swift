internal import MartletEngine
internal import MartletRules

/// Finds out where each lane reads what, and in which order lanes follow each other.
struct PlanCompiler {
    private(set) var lanes: [Lane] = []
    private(set) var inputs: [[LaneInput]]
    private let ruleSet: RuleSet
    private let outlines: [MatchOutline]
    /// What each correlation is known by.
    private let identities: [RuleIdentity]
    /// How many correlations each correlation builds on.
    private var levels: [Int]
    /// The fields that each correlation's matches carry, because others read them.
    private var names: [[FieldPath]]
    /// Whether others read its matches.
    private var isRead: [Bool]

    init(_ ruleSet: RuleSet) {
        self.ruleSet = ruleSet
        outlines = ruleSet.matchOutlines
        identities = RuleIdentity.identities(of: ruleSet.correlations)
        let count = ruleSet.correlations.count
        inputs = Array(repeating: [], count: ruleSet.rules.count + count)
        levels = Array(repeating: 0, count: count)
        names = Array(repeating: [], count: count)
        isRead = Array(repeating: false, count: count)
        findLevels()
        // Whoever reads comes before whom it reads, so that all needs are known in time.
        for index in ruleSet.correlations.indices.sorted(by: { levels[$0] > levels[$1] }) {
            passOnNeeds(of: index)
        }
        addQuietRules()
        for index in ruleSet.correlations.indices { addCorrelation(index) }
    }

    /// Rules that name each other in circles do not load, so this comes to rest.
    private mutating func findLevels() {
        for _ in ruleSet.correlations.indices {
            for (index, correlation) in ruleSet.correlations.enumerated() {
                for case .correlation(let inner) in correlation.references.map(\.target) {
                    levels[index] = max(levels[index], levels[inner] + 1)
                }
            }
        }
    }

    /// Names the fields that inner correlations' matches must have.
    private mutating func passOnNeeds(of index: Int) {
        let correlation = ruleSet.correlations[index]
        for reference in correlation.references {
            guard case .correlation(let inner) = reference.target else { continue }
            isRead[inner] = true
            let carried = carriedNames(of: index).map { correlation.resolved($0, in: reference) }
            for field in reference.fields + carried {
                if !names[inner].contains(field.paths[0]) { names[inner].append(field.paths[0]) }
            }
        }
    }

    /// What a correlation needs of the match that completes it: for its message and for others.
    private func carriedNames(of index: Int) -> [FieldPath] {
        let correlation = ruleSet.correlations[index]
        var carried: [FieldPath] = []
        let inMessage = (correlation.message?.parts ?? []).compactMap { part in
            if case .field(let field) = part { field.name } else { nil }
        }
        for name in inMessage.filter({ !PlanCompiler.isOfSignal($0) }) + names[index]
        where !correlation.groupBy.contains(name) && !carried.contains(name) {
            carried.append(name)
        }
        return carried
    }

    /// Whether a name in a message is no field.
    private static func isOfSignal(_ name: FieldPath) -> Bool {
        ["count", "value", "values"].contains(name.description)
    }

    // MARK: - Lanes

    private mutating func addQuietRules() {
        for (index, rule) in ruleSet.rules.enumerated() {
            guard let quieting = rule.quieting else { continue }
            inputs[index].append(LaneInput(lane: lanes.count, member: 0))
            let presentation = Presentation(
                type: "group",
                groupNames: quieting.groupBy.map(\.description),
                memberNames: [],
                message: [],
                severityCases: rule.severityCases,
                level: rule.level,
                headings: [:],
                seed: 0,
                isSilent: rule.isSilent
            )
            lanes.append(
                Lane(
                    LaneDraft(quieting, rule: index, outline: outlines[index]),
                    level: 0,
                    outline: nil,
                    presentation: presentation
                )
            )
        }
    }

    private mutating func addCorrelation(_ index: Int) {
        let correlation = ruleSet.correlations[index]
        var draft = LaneDraft(correlation, ordinal: ruleSet.rules.count + index)
        let carried = carriedNames(of: index)
        draft.carriedNames = carried.map(\.description)
        let members = correlation.memberReferences
        for (number, reference) in members.enumerated() {
            inputs[ordinal(of: reference.target)].append(
                LaneInput(lane: lanes.count, member: number)
            )
            draft.members.append(
                Lane.Member(
                    groupSlots: slots(of: correlation.groupBy, in: reference, correlation),
                    valueSlots: slots(of: correlation.valueFields, in: reference, correlation),
                    carriedSlots: slots(of: carried, in: reference, correlation)
                )
            )
        }
        draft.references = correlation.references.map { reference in
            members.firstIndex { $0.target == reference.target } ?? 0
        }
        let outline: [Lane.Source] = names[index].map { name in
            if let group = correlation.groupBy.firstIndex(of: name) { return .group(group) }
            return .carried(carried.firstIndex(of: name) ?? 0)
        }
        lanes.append(
            Lane(
                draft,
                level: levels[index],
                outline: isRead[index] ? outline : nil,
                presentation: presentation(of: index, members, carried)
            )
        )
    }

    private func ordinal(of target: Correlation.Reference.Target) -> Int {
        switch target {
        case .rule(let index): index
        case .correlation(let index): ruleSet.rules.count + index
        }
    }

    /// Where a member's matches have fields of the correlation.
    private func slots(
        of names: [FieldPath],
        in reference: Correlation.Reference,
        _ correlation: Correlation
    ) -> [Int?] {
        names.map { name in
            let field = correlation.resolved(name, in: reference)
            return switch reference.target {
            case .rule(let index): outlines[index].slot(of: field)
            case .correlation(let index): self.names[index].firstIndex(of: field.paths[0])
            }
        }
    }
}

// MARK: - Presentation

extension PlanCompiler {
    private func presentation(
        of index: Int,
        _ members: [Correlation.Reference],
        _ carried: [FieldPath]
    ) -> Presentation {
        let correlation = ruleSet.correlations[index]
        let identity = identities[index]
        var headings: [Level: [UInt8]] = [:]
        for level in Set(correlation.severityCases.map(\.level) + [correlation.level]) {
            var metadata = correlation.metadata
            metadata.level = level
            headings[level] =
                RuleHeadings(
                    metadata,
                    identity,
                    fingerprint: ruleSet.fingerprint
                ).json[0]
        }
        return Presentation(
            type: correlation.kind.name,
            groupNames: correlation.groupBy.map(\.description),
            memberNames: members.map { name(of: $0.target) },
            message: message(of: correlation, carried),
            severityCases: correlation.severityCases,
            level: correlation.level,
            headings: headings,
            seed: SignalID.ruleSeed(
                rule: identity,
                fingerprint: ruleSet.fingerprint
            ),
            isSilent: correlation.isSilent
        )
    }

    private func name(of target: Correlation.Reference.Target) -> String {
        let metadata =
            switch target {
            case .rule(let index): ruleSet.rules[index].metadata
            case .correlation(let index): ruleSet.correlations[index].metadata
            }
        return metadata.id ?? metadata.name ?? metadata.title
    }

    private func message(
        of correlation: Correlation,
        _ carried: [FieldPath]
    ) -> [Presentation.MessagePart] {
        guard let template = correlation.message else { return [.text(correlation.title)] }
        return template.parts.map { part in
            switch part {
            case .text(let text): return .text(text)
            case .field(let field):
                switch field.name.description {
                case "count": return .count
                case "value": return .value
                case "values": return .values
                default: break
                }
                if let group = correlation.groupBy.firstIndex(of: field.name) {
                    return .group(group)
                }
                return .carried(carried.firstIndex(of: field.name) ?? 0)
            }
        }
    }
}

extension Correlation.Kind {
    /// What documents call it.
    fileprivate var name: String {
        switch self {
        case .eventCount: "event_count"
        case .valueCount: "value_count"
        case .aggregate(.sum, _): "value_sum"
        case .aggregate(.average, _): "value_avg"
        case .aggregate(.percentile(50), _): "value_median"
        case .aggregate(.percentile, _): "value_percentile"
        case .temporal: "temporal"
        case .temporalOrdered: "temporal_ordered"
        case .newValue: "new_value"
        case .absence: "absence"
        }
    }
}
