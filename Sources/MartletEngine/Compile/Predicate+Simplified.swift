extension Predicate {
    /// An equal predicate with nested groups joined, constants resolved and doubles dropped.
    package func simplified() -> Predicate {
        switch self {
        case .atom, .constant: return self
        case .not(let member):
            switch member.simplified() {
            case .not(let inner): return inner
            case .constant(let value): return .constant(!value)
            case let simple: return .not(simple)
            }
        case .and(let members):
            return Predicate.group(members, deciding: false) {
                .and($0)
            } join: {
                if case .and(let inner) = $0 { inner } else { nil }
            }
        case .or(let members):
            return Predicate.group(members, deciding: true) {
                .or($0)
            } join: {
                if case .or(let inner) = $0 { inner } else { nil }
            }
        case .atLeast(let count, let members):
            return Predicate.threshold(count, members.map { $0.simplified() })
        }
    }

    /// Simplifies `and` (decided by false) or `or` (decided by true).
    private static func group(
        _ members: [Predicate],
        deciding: Bool,
        make: ([Predicate]) -> Predicate,
        join: (Predicate) -> [Predicate]?
    ) -> Predicate {
        var result: [Predicate] = []
        for member in members {
            let simple = member.simplified()
            for part in join(simple) ?? [simple] {
                if case .constant(let value) = part {
                    if value == deciding { return .constant(deciding) }
                    continue
                }
                // Long lists of atoms are common, equal members are not: only the first members are
                // searched for an equal one, so that large rules stay linear to compile.
                if result.count < 64, result.contains(part) { continue }
                result.append(part)
            }
        }
        switch result.count {
        case 0: return .constant(!deciding)
        case 1: return result[0]
        default: return make(result)
        }
    }

    private static func threshold(_ count: Int, _ members: [Predicate]) -> Predicate {
        var needed = count
        var open: [Predicate] = []
        for member in members {
            if case .constant(let value) = member {
                if value { needed -= 1 }
            } else {
                open.append(member)
            }
        }
        if needed <= 0 { return .constant(true) }
        if needed > open.count { return .constant(false) }
        if needed == 1 { return Predicate.or(open).simplified() }
        if needed == open.count { return Predicate.and(open).simplified() }
        return .atLeast(needed, open)
    }
}
