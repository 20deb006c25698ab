package import MartletRules

/// Correlations and quiet rules of every shape that the model allows, built in memory.
///
/// Timespans are a few nanoseconds, so that their boundaries are hit all the time.
package struct RandomCorrelations {
    /// The fields by which correlations group.
    static let groupFields = ["g", "h"]
    /// The fields whose values they count.
    static let valueFields = ["v", "w"]
    /// The field whose numbers they add up.
    static let numberField = "n"
    /// Where an alias finds a field: its name with this behind it.
    static let aliasSuffix = "2"

    private var random: RandomSource
    private let location = SourceLocation(file: "random.yml", line: 1, column: 1)

    /// Makes a rule set of some rules, some of them quiet, and some correlations over them.
    package static func ruleSet(using random: inout RandomSource) -> RuleSet {
        var maker = RandomCorrelations(random: random)
        defer { random = maker.random }
        let rules = (0..<4).map { maker.rule($0) }
        // Whatever the order in the files is, a correlation may name those made before it.
        var order = Array(0..<1 + maker.random.below(4))
        order.shuffle(using: &maker.random)
        var made: [Int: Correlation] = [:]
        for index in order {
            let targets =
                rules.indices.map { Correlation.Reference.Target.rule($0) }
                + made.keys.sorted().flatMap { index in
                    Array(repeating: Correlation.Reference.Target.correlation(index), count: 2)
                }
            made[index] = maker.correlation(index, over: targets)
        }
        return RuleSet(
            rules: rules,
            correlations: order.indices.compactMap { made[$0] },
            fingerprint: "0123456789abcdef"
        )
    }

    private mutating func rule(_ index: Int) -> Rule {
        var rule = Rule(
            title: "Random rule \(index)",
            level: random.pick(Level.allCases),
            detection: Detection(selections: [], conditions: []),
            location: location
        )
        rule.id = "r\(index)"
        guard random.oneIn(4) else { return rule }
        let names = RandomCorrelations.groupFields.filter { _ in random.oneIn(2) }
        rule.quieting = Quieting(
            groupBy: names.map { reference($0) },
            episode: Episode(
                keepAlive: random.pick([0, 1, 5, 10, 30]),
                maximumDuration: random.oneIn(2) ? nil : random.pick([0, 10, 25])
            )
        )
        if random.oneIn(3) {
            rule.severityCases = [
                SeverityCase(.count(lowerBound()), level: random.pick(Level.allCases))
            ]
        }
        return rule
    }

    private mutating func correlation(
        _ index: Int,
        over targets: [Correlation.Reference.Target]
    ) -> Correlation {
        let kind = kind()
        let chosen = references(for: kind, among: targets)
        let groupBy = RandomCorrelations.groupFields.filter { _ in random.oneIn(2) }
        let fields = groupBy.map { FieldPath($0) } + RandomCorrelations.fields(of: kind)
        var found: [Correlation.Reference.Target: [FieldReference]] = [:]
        for target in chosen {
            found[target] = fields.map { field in
                let read = reference(field.description)
                // A correlation's matches have fields by one name.
                if case .correlation = target { return FieldReference(read.paths[0]) }
                return read
            }
        }
        var correlation = Correlation(
            metadata: RuleMetadata(
                title: "Random correlation \(index)",
                level: random.pick(Level.allCases),
                location: location
            ),
            kind: kind,
            references: chosen.map { .init(text: "\($0)", target: $0, fields: found[$0] ?? []) },
            groupBy: groupBy.map { FieldPath($0) },
            fields: fields,
            requirement: requirement(of: kind, over: chosen.count),
            timespan: random.pick([5, 10, 10, 10, 20])
        )
        correlation.id = "c\(index)"
        correlation.poolsMissing = random.oneIn(4)
        correlation.isSilent = random.oneIn(5)
        correlation.episode = episode(correlation.timespan)
        switch kind {
        case .newValue:
            correlation.timespan = 0
        case .absence: break
        default: correlation.window = window()
        }
        if random.oneIn(3) { correlation.severityCases = severityCases() }
        return correlation
    }

    private mutating func references(
        for kind: Correlation.Kind,
        among targets: [Correlation.Reference.Target]
    ) -> [Correlation.Reference.Target] {
        let count = kind == .absence ? 2 : 1 + random.below(3)
        var chosen: [Correlation.Reference.Target] = []
        while chosen.count < count {
            let target = random.pick(targets)
            if chosen.contains(target), !random.oneIn(4) { continue }
            chosen.append(target)
        }
        return chosen
    }

    private static func fields(of kind: Correlation.Kind) -> [FieldPath] {
        switch kind {
        case .valueCount(let names), .newValue(let names, _): names
        case .aggregate(_, let name): [name]
        case .eventCount, .temporal, .temporalOrdered, .absence: []
        }
    }

    /// A field where it is called so, under another name, or under either.
    private mutating func reference(_ name: String) -> FieldReference {
        let path = FieldPath(name)
        let alias = FieldPath(name + RandomCorrelations.aliasSuffix)
        return switch random.below(8) {
        case 0: FieldReference(name: path, paths: [alias])
        case 1: FieldReference(name: path, paths: [path, alias])
        default: FieldReference(path)
        }
    }
}

// MARK: - Kinds and conditions

extension RandomCorrelations {
    private mutating func kind() -> Correlation.Kind {
        let values = random.pick([["v"], ["w"], ["v", "w"]]).map { FieldPath($0) }
        let number = FieldPath(RandomCorrelations.numberField)
        switch random.below(10) {
        case 0, 1: return .eventCount
        case 2: return .valueCount(values)
        case 3: return .aggregate(random.pick([.sum, .average]), of: number)
        case 4:
            let percentile = random.pick([0, 25, 50, 95, 99.5, 100])
            return .aggregate(.percentile(percentile), of: number)
        case 5: return .temporal
        case 6: return .temporalOrdered
        case 7, 8:
            let forget: Int64? = random.oneIn(2) ? nil : random.pick([0, 1, 10, 30])
            return .newValue(values, .init(learn: random.pick([0, 1, 10, 20]), forget: forget))
        default: return .absence
        }
    }

    private mutating func requirement(
        of kind: Correlation.Kind,
        over referenceCount: Int
    ) -> Correlation.Requirement {
        switch kind {
        case .eventCount, .valueCount: return .thresholds(thresholds([0, 1, 2, 2, 3, 4]))
        case .aggregate:
            return .thresholds(thresholds([-1, 0, 0.3, 2, 2.5, 5, 9_007_199_254_740_992]))
        case .temporal where random.oneIn(2):
            return .expression(expression(over: referenceCount, depth: 2))
        case .temporal, .temporalOrdered:
            return random.oneIn(2) ? .inherent : .thresholds(thresholds([0, 1, 1, 2, 3]))
        case .newValue, .absence: return .inherent
        }
    }

    /// One threshold, most of which are of the kind that each instant decides, or a range.
    private mutating func thresholds(_ numbers: [Double]) -> [Correlation.Threshold] {
        switch random.below(6) {
        case 0:
            let relation = random.pick(Correlation.Threshold.Relation.allCases)
            return [.init(relation, random.pick(numbers))]
        case 1:
            return [
                .init(random.pick([.greater, .greaterOrEqual]), random.pick(numbers)),
                .init(random.pick([.less, .lessOrEqual]), random.pick(numbers) + 2),
            ]
        default: return [.init(random.pick([.greater, .greaterOrEqual]), random.pick(numbers))]
        }
    }

    private mutating func lowerBound() -> [Correlation.Threshold] {
        [.init(.greaterOrEqual, Double(1 + random.below(4)))]
    }

    private mutating func expression(over count: Int, depth: Int) -> Condition {
        switch depth == 0 ? 0 : random.below(6) {
        case 2: .not(expression(over: count, depth: depth - 1))
        case 3: .and((0..<2).map { _ in expression(over: count, depth: depth - 1) })
        case 4: .or((0..<2).map { _ in expression(over: count, depth: depth - 1) })
        case 5: .atLeast(count: 1 + random.below(count), of: Array(0..<count))
        default: .selection(random.below(count))
        }
    }

    private mutating func window() -> Correlation.Window {
        switch random.below(4) {
        case 0: .tumbling
        case 1: .session(gap: random.pick([0, 1, 3, 5, 10]))
        default: .sliding
        }
    }

    private mutating func episode(_ timespan: Int64) -> Episode {
        var episode = Episode(keepAlive: timespan)
        if random.oneIn(3) { episode.keepAlive = random.pick([0, 1, 5, 10, 40]) }
        if random.oneIn(3) { episode.maximumDuration = random.pick([0, 1, 10, 25]) }
        episode.everyEvent = random.oneIn(6)
        return episode
    }

    private mutating func severityCases() -> [SeverityCase] {
        (0...random.below(2)).map { _ in
            let bound = lowerBound()
            return SeverityCase(
                random.oneIn(2) ? .count(bound) : .value(bound),
                level: random.pick(Level.allCases)
            )
        }
    }
}
