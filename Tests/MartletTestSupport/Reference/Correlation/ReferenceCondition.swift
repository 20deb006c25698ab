internal import MartletEngine
internal import MartletRules

/// What a correlation's condition says of a window.
struct ReferenceCondition {
    /// At most this many tuples of a match, or groups of it, count.
    static let productLimit = 1_024

    let correlation: Correlation

    /// Whether the condition can only ask for more, so that each instant decides it.
    var isDecidedAtInstants: Bool {
        switch correlation.requirement {
        case .inherent: true
        case .thresholds(let thresholds):
            thresholds.allSatisfy { $0.relation == .greater || $0.relation == .greaterOrEqual }
        case .expression(let condition): !ReferenceCondition.negates(condition)
        }
    }

    /// Whether it holds of a window, and the number that was compared.
    func outcome(of window: [ReferenceMatch]) -> (holds: Bool, value: ReferenceQuantity?) {
        switch correlation.requirement {
        case .inherent:
            return (ruleNumber(of: window) == correlation.references.count, nil)
        case .expression(let condition):
            return (holds(condition, of: window), nil)
        case .thresholds(let thresholds):
            guard let number = number(of: window) else { return (false, nil) }
            return (number.satisfies(thresholds), number)
        }
    }

    /// The tuples of some fields that a match has.
    func tuples(of names: [FieldPath], in match: ReferenceMatch) -> [[FieldValue]] {
        let all = ReferenceCondition.product(names.map { values(of: $0, in: match) })
        return Array(all.prefix(ReferenceCondition.productLimit))
    }

    /// The values of a field of the correlation.
    func values(of name: FieldPath, in match: ReferenceMatch) -> [FieldValue] {
        guard let index = correlation.fields.firstIndex(of: name),
            let reference = correlation.references.first(where: { $0.target == match.target })
        else { return [] }
        return match.values(of: reference.fields[index])
    }

    /// One of each, in all ways; the last varies fastest.
    static func product(_ factors: [[FieldValue]]) -> [[FieldValue]] {
        factors.reduce([[]]) { tuples, factor in
            tuples.flatMap { tuple in factor.map { tuple + [$0] } }
        }
    }

    /// The matches that have no earlier one of the same key before them.
    static func different(_ window: [ReferenceMatch]) -> [ReferenceMatch] {
        window.indices.filter { index in
            !window[..<index].contains { $0.key == window[index].key }
        }.map { window[$0] }
    }

    private func number(of window: [ReferenceMatch]) -> ReferenceQuantity? {
        switch correlation.kind {
        case .eventCount:
            return .whole(Int128(Set(window.map(\.key)).count))
        case .valueCount(let names):
            let all = window.flatMap { tuples(of: names, in: $0) }
            return .whole(Int128(Set(all).count))
        case .aggregate(let aggregate, let name):
            let numbers = ReferenceCondition.different(window)
                .flatMap { values(of: name, in: $0) }
                .compactMap { ReferenceQuantity($0) }
            return ReferenceQuantity.make(aggregate, of: numbers)
        case .temporal, .temporalOrdered:
            return .whole(Int128(ruleNumber(of: window)))
        case .newValue, .absence:
            return nil
        }
    }

    /// How many rules have a match, or are in the longest row.
    private func ruleNumber(of window: [ReferenceMatch]) -> Int {
        if correlation.kind == .temporalOrdered {
            return longestRow(from: 0, after: nil, of: window)
        }
        return correlation.references.count { reference in
            window.contains { $0.target == reference.target }
        }
    }

    /// The longest row of the rules from one on, whose matches are later than a time.
    private func longestRow(from index: Int, after time: Int64?, of window: [ReferenceMatch]) -> Int
    {
        guard index < correlation.references.count else { return 0 }
        let without = longestRow(from: index + 1, after: time, of: window)
        let next = window.first { match in
            match.target == correlation.references[index].target
                && time.map { match.time > $0 } ?? true
        }
        guard let next else { return without }
        return max(without, 1 + longestRow(from: index + 1, after: next.time, of: window))
    }

    private func holds(_ condition: Condition, of window: [ReferenceMatch]) -> Bool {
        switch condition {
        case .selection(let index):
            window.contains { $0.target == correlation.references[index].target }
        case .and(let parts): parts.allSatisfy { holds($0, of: window) }
        case .or(let parts): parts.contains { holds($0, of: window) }
        case .not(let part): !holds(part, of: window)
        case .atLeast(let count, let indices):
            indices.count { holds(.selection($0), of: window) } >= count
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
