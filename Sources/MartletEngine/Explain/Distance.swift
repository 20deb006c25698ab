/// How far a detection is from holding: the fewest items that would have to turn out otherwise.
extension DetectionExplanation {
    /// 0 if it holds.
    package var distance: Int {
        let searches = selections.map(\.search.distance)
        return conditions.map { $0.holds ? 0 : $0.distance(searches) }.min() ?? 0
    }

    /// How many items hold, which tells rules apart that are equally far.
    package var holdingCount: Int { selections.reduce(0) { $0 + $1.search.holdingCount } }
}

extension ConditionExplanation {
    fileprivate func distance(_ searches: [Int]) -> Int {
        if holds { return 0 }
        return switch form {
        case .selection(let index): searches[index]
        case .and(let members): members.reduce(0) { $0 + $1.distance(searches) }
        case .or(let members): members.map { $0.distance(searches) }.min() ?? 0
        // One item of what holds is enough to make it fail, more or less.
        case .not: 1
        case .atLeast(let count, let indices):
            indices.map { searches[$0] }.sorted().prefix(count).reduce(0, +)
        }
    }
}

extension SearchExplanation {
    fileprivate var distance: Int {
        if holds { return 0 }
        return switch self {
        case .all(_, let members): members.reduce(0) { $0 + $1.distance }
        case .any(_, let members): members.map(\.distance).min() ?? 1
        case .elements, .item: 1
        }
    }

    fileprivate var holdingCount: Int {
        switch self {
        case .all(_, let members), .any(_, let members):
            members.reduce(0) { $0 + $1.holdingCount }
        case .elements(let block): block.holds ? 1 : 0
        case .item(let item): item.holds ? 1 : 0
        }
    }
}
