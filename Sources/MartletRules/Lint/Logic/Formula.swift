/// A Boolean expression over literals.
indirect enum Formula {
    case literal(Literal)
    case all([Formula])
    case any([Formula])
    case not(Formula)
    /// At least so many hold.
    case atLeast(Int, [Formula])

    /// A condition over selections as a whole.
    init(selectionsOf condition: Condition) {
        self = Formula.build(condition) { .literal(Literal(opaque: $0, isPositive: true)) }
    }

    /// A condition with a formula for each selection.
    static func build(_ condition: Condition, selection: (Int) -> Formula) -> Formula {
        switch condition {
        case .selection(let index): selection(index)
        case .and(let parts): .all(parts.map { build($0, selection: selection) })
        case .or(let parts): .any(parts.map { build($0, selection: selection) })
        case .not(let part): .not(build(part, selection: selection))
        case .atLeast(let count, let indices): .atLeast(count, indices.map(selection))
        }
    }

    /// The formula with every negated part taken for true: what is needed at least.
    var withoutNegations: Formula {
        switch self {
        case .literal(let literal): literal.isPositive ? self : .all([])
        case .all(let parts): .all(parts.map(\.withoutNegations))
        case .any(let parts): .any(parts.map(\.withoutNegations))
        case .not: .all([])
        case .atLeast(let count, let parts): .atLeast(count, parts.map(\.withoutNegations))
        }
    }

    /// The formula, or its negation, as an *or* of *and*s; `nil` when it has more than a limit.
    func terms(isPositive: Bool, limit: Int) -> [RuleLogic.Term]? {
        switch self {
        case .literal(let literal):
            return [[isPositive ? literal : literal.negated]]
        case .not(let part): return part.terms(isPositive: !isPositive, limit: limit)
        case .all(let parts):
            return isPositive
                ? Formula.product(parts, isPositive: true, limit: limit)
                : Formula.sum(parts, isPositive: false, limit: limit)
        case .any(let parts):
            return isPositive
                ? Formula.sum(parts, isPositive: true, limit: limit)
                : Formula.product(parts, isPositive: false, limit: limit)
        case .atLeast(let count, let parts):
            // Not k of n: n - k + 1 of them do not hold.
            let needed = isPositive ? count : parts.count - count + 1
            if needed == 1 { return Formula.sum(parts, isPositive: isPositive, limit: limit) }
            if needed == parts.count {
                return Formula.product(parts, isPositive: isPositive, limit: limit)
            }
            guard needed > 1, needed < parts.count, parts.count <= 6 else { return nil }
            let choices = (0..<1 << parts.count).filter { $0.nonzeroBitCount == needed }
            let sets = choices.map { choice in
                Formula.all(
                    parts.indices.filter { choice >> $0 & 1 == 1 }
                        .map { isPositive ? parts[$0] : .not(parts[$0]) }
                )
            }
            return Formula.sum(sets, isPositive: true, limit: limit)
        }
    }

    private static func sum(
        _ parts: [Formula],
        isPositive: Bool,
        limit: Int
    ) -> [RuleLogic.Term]? {
        var result: [RuleLogic.Term] = []
        for part in parts {
            guard let terms = part.terms(isPositive: isPositive, limit: limit) else { return nil }
            result += terms
            guard result.count <= limit else { return nil }
        }
        return result
    }

    private static func product(
        _ parts: [Formula],
        isPositive: Bool,
        limit: Int
    ) -> [RuleLogic.Term]? {
        var result: [RuleLogic.Term] = [[]]
        for part in parts {
            guard let terms = part.terms(isPositive: isPositive, limit: limit),
                result.count * terms.count <= limit
            else { return nil }
            result = result.flatMap { head in terms.map { head + $0 } }
        }
        return result
    }
}

extension Literal {
    /// What holds exactly when this does not.
    var negated: Literal {
        switch subject {
        case .opaque(let number): Literal(opaque: number, isPositive: !isPositive)
        case .field(let field, let tests): Literal(field, tests, isPositive: !isPositive)
        }
    }
}
