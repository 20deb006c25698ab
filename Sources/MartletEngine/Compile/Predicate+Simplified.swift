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
            return PredicateGroup(.conjunction, of: members).predicate
        case .or(let members):
            return PredicateGroup(.disjunction, of: members).predicate
        case .atLeast(let count, let members):
            return Predicate.threshold(count, members.map { $0.simplified() })
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

/// The members of an `and` or an `or` while it is simplified.
private struct PredicateGroup {
    enum Kind {
        case conjunction
        case disjunction
    }

    private let kind: Kind
    private var members: [Predicate] = []
    /// Whether a member decides the group: false an `and`, true an `or`.
    private var isDecided = false

    init(_ kind: Kind, of members: [Predicate]) {
        self.kind = kind
        guard !PredicateGroup.isSimple(members) else {
            self.members = members
            return
        }
        self.members.reserveCapacity(members.count)
        for member in members where !isDecided { add(simple: member.simplified()) }
    }

    /// How many members are searched for an equal one.
    ///
    /// Long lists of atoms are common, equal members are not: only the first members are searched, so
    /// that large rules stay linear to compile.
    private static let searchLimit = 64

    /// Whether all members are atoms of which none stands twice: most groups are lists of values.
    private static func isSimple(_ members: [Predicate]) -> Bool {
        for index in members.indices {
            guard case .atom(let atom) = members[index] else { return false }
            guard index < searchLimit else { continue }
            for first in 0..<index {
                if case .atom(atom) = members[first] { return false }
            }
        }
        return true
    }

    /// What the group comes to.
    var predicate: Predicate {
        if isDecided { return .constant(kind == .disjunction) }
        switch members.count {
        case 0: return .constant(kind == .conjunction)
        case 1: return members[0]
        default: return kind == .conjunction ? .and(members) : .or(members)
        }
    }

    private mutating func add(simple predicate: Predicate) {
        switch (predicate, kind) {
        case (.and(let inner), .conjunction), (.or(let inner), .disjunction):
            for part in inner { add(part: part) }
        default: add(part: predicate)
        }
    }

    private mutating func add(part: Predicate) {
        if case .constant(let value) = part {
            if value == (kind == .disjunction) { isDecided = true }
            return
        }
        if members.count < PredicateGroup.searchLimit, holds(part) { return }
        members.append(part)
    }

    private func holds(_ part: Predicate) -> Bool {
        // Atoms are by far the most, and compared without a look at what is no atom.
        guard case .atom(let wanted) = part else { return members.contains(part) }
        return members.contains { if case .atom(let atom) = $0 { atom == wanted } else { false } }
    }
}
