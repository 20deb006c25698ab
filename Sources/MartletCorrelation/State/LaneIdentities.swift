internal import MartletEngine
internal import MartletRules

/// Says what lanes and the matches of rules are known by.
struct LaneIdentities {
    private let ruleSet: RuleSet
    private let rules: [RuleIdentity]
    private let correlations: [RuleIdentity]

    init(_ ruleSet: RuleSet) {
        self.ruleSet = ruleSet
        rules = RuleIdentity.identities(of: ruleSet.rules)
        correlations = RuleIdentity.identities(of: ruleSet.correlations)
    }

    func identity(of lane: Lane) -> LaneIdentity {
        guard lane.ordinal >= rules.count else {
            let quieting = ruleSet.rules[lane.ordinal].quieting
            return LaneIdentity(
                isCorrelation: false,
                rule: rules[lane.ordinal],
                shape: LaneIdentities.hash(
                    ["quiet", "\(lane.timespan)"]
                        + (quieting?.groupBy ?? []).map(LaneIdentities.text)
                )
            )
        }
        let index = lane.ordinal - rules.count
        return LaneIdentity(
            isCorrelation: true,
            rule: correlations[index],
            shape: LaneIdentities.hash(shape(of: ruleSet.correlations[index], lane))
        )
    }

    /// What the matches of each rule are known by, in the order of the rules: the shape is that of
    /// what they carry.
    func identitiesOfMatches() -> [LaneIdentity] {
        zip(rules, ruleSet.matchOutlines).map { rule, outline in
            LaneIdentity(
                isCorrelation: false,
                rule: rule,
                shape: LaneIdentities.hash(
                    ["\(outline.isCollected)", "\(outline.isQuiet)"]
                        + outline.fields.map(LaneIdentities.text)
                )
            )
        }
    }

    private func shape(of correlation: Correlation, _ lane: Lane) -> [String] {
        var parts = [
            LaneIdentities.kind(of: correlation), "\(correlation.timespan)",
            "\(correlation.window)", "\(correlation.poolsMissing)", "\(lane.isDecidedAtClose)",
            "\(lane.rows)", "\(lane.references)",
        ]
        let names = correlation.groupBy + correlation.valueFields
        for reference in correlation.memberReferences {
            switch reference.target {
            case .rule(let index): parts += ["rule", rules[index].text, "\(rules[index].ordinal)"]
            case .correlation(let index):
                parts += ["correlation", correlations[index].text]
                parts.append("\(correlations[index].ordinal)")
            }
            parts += names.map { LaneIdentities.text(correlation.resolved($0, in: reference)) }
        }
        return parts
    }

    /// The kinds that keep different things of matches.
    private static func kind(of correlation: Correlation) -> String {
        switch correlation.kind {
        case .eventCount: "event_count"
        case .valueCount(let fields): "value_count \(fields.count)"
        case .aggregate: "aggregate"
        case .temporal: "temporal"
        case .temporalOrdered: "temporal_ordered"
        case .newValue(let fields, _): "new_value \(fields.count)"
        case .absence: "absence"
        }
    }

    private static func text(_ field: FieldReference) -> String {
        "\(field.name)=" + field.paths.map(\.description).joined(separator: "|")
    }

    private static func hash(_ parts: [String]) -> UInt64 {
        var bytes: [UInt8] = []
        for part in parts { bytes += Array(part.utf8) + [0] }
        return ByteView.withBytes(bytes) { TextHash.hash($0) }
    }
}
