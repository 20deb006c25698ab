extension Condition {
    /// The condition without some of the selections, the others by their new indices; `nil` if
    /// nothing is left.
    ///
    /// What is removed counts neither for nor against: `a and not b` without `b` is `a`.
    func remapped(_ indices: [Int?]) -> Condition? {
        switch self {
        case .selection(let index):
            return indices[index].map { .selection($0) }
        case .and(let members):
            let rest = members.compactMap { $0.remapped(indices) }
            return rest.count > 1 ? .and(rest) : rest.first
        case .or(let members):
            let rest = members.compactMap { $0.remapped(indices) }
            return rest.count > 1 ? .or(rest) : rest.first
        case .not(let member):
            return member.remapped(indices).map { .not($0) }
        case .atLeast(let count, let selections):
            let rest = selections.compactMap { indices[$0] }
            guard !rest.isEmpty else { return nil }
            // `all of` stays all of those that are left.
            return .atLeast(count: min(count, rest.count), of: rest)
        }
    }
}
