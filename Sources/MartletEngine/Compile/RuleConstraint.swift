internal import MartletRules

/// What a rule asks of one field, whatever all others hold: too little to match, but enough not to.
package struct RuleConstraint {
    /// Tests of which one must hold; `nil` if none need.
    package internal(set) var needed: [Int]?
    /// Tests none of which may hold.
    package internal(set) var forbidden: [Int] = []

    /// What a predicate asks of each of some fields, by their numbers.
    ///
    /// - Parameters:
    ///   - predicate: what must hold for the rule to match.
    ///   - fieldOfAtom: the field of each test.
    ///   - isWanted: whether each field is to be looked at.
    ///   - estimate: which of two lists of tests holds more rarely.
    /// - Returns: the constraints by field; none for a field that may hold anything.
    package static func all(
        of predicate: Predicate,
        fieldOfAtom: [Int],
        isWanted: [Bool],
        estimate: AtomEstimate
    ) -> [Int: RuleConstraint] {
        let finder = ConstraintFinder(
            fieldOfAtom: fieldOfAtom,
            isWanted: isWanted,
            estimate: estimate
        )
        return finder.constraints(of: predicate)
    }

    /// The share of events that meet it, as if tests were independent.
    func frequency(_ estimate: AtomEstimate) -> Double {
        let needed = needed.map { estimate.frequency(ofAny: $0) } ?? 1
        return needed * (1 - min(estimate.frequency(ofAny: forbidden), 0.95))
    }
}

/// Follows a predicate for the constraints that it puts on fields.
private struct ConstraintFinder {
    let fieldOfAtom: [Int]
    let isWanted: [Bool]
    let estimate: AtomEstimate

    func constraints(of predicate: Predicate) -> [Int: RuleConstraint] {
        switch predicate {
        case .constant: return [:]
        case .atom(let atom):
            let field = fieldOfAtom[atom]
            return isWanted[field] ? [field: RuleConstraint(needed: [atom])] : [:]
        case .and(let members):
            return joined(members.map { constraints(of: $0) })
        case .or(let members), .atLeast(_, let members):
            return shared(members) { constraints(of: $0) }
        case .not(let member):
            return constraints(ofNegated: member)
        }
    }

    private func constraints(ofNegated predicate: Predicate) -> [Int: RuleConstraint] {
        switch predicate {
        case .constant, .atLeast: return [:]
        case .atom(let atom):
            let field = fieldOfAtom[atom]
            return isWanted[field] ? [field: RuleConstraint(forbidden: [atom])] : [:]
        case .or(let members):
            return joined(members.map { constraints(ofNegated: $0) })
        case .and(let members):
            return shared(members) { constraints(ofNegated: $0) }
        case .not(let member):
            return constraints(of: member)
        }
    }

    /// All of them must be met: of what is needed, the rarer.
    private func joined(_ parts: [[Int: RuleConstraint]]) -> [Int: RuleConstraint] {
        var result: [Int: RuleConstraint] = [:]
        for part in parts {
            for (field, constraint) in part {
                guard var both = result[field] else {
                    result[field] = constraint
                    continue
                }
                both.forbidden += constraint.forbidden
                if let needed = constraint.needed {
                    both.needed =
                        both.needed.map {
                            estimate.frequency(ofAny: $0) <= estimate.frequency(ofAny: needed)
                                ? $0 : needed
                        } ?? needed
                }
                result[field] = both
            }
        }
        return result
    }

    /// One of them must be met: what is needed by all, and what is forbidden by all.
    private func shared(
        _ members: [Predicate],
        _ constraints: (Predicate) -> [Int: RuleConstraint]
    ) -> [Int: RuleConstraint] {
        guard var result = members.first.map(constraints) else { return [:] }
        for member in members.dropFirst() where !result.isEmpty {
            let part = constraints(member)
            for (field, constraint) in result {
                guard let other = part[field] else {
                    result[field] = nil
                    continue
                }
                var either = RuleConstraint()
                if let first = constraint.needed, let second = other.needed {
                    either.needed = first + second
                }
                let common = Set(other.forbidden)
                either.forbidden = constraint.forbidden.filter { common.contains($0) }
                let isEmpty = either.needed == nil && either.forbidden.isEmpty
                result[field] = isEmpty ? nil : either
            }
        }
        return result
    }
}
