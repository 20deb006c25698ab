/// A rule's condition as a tree over atoms.
///
/// A compile-time form: small and easy to transform. At run time the evaluator follows the flat
/// ``RuleProgram`` made from it, which needs no reference counting.
package enum Predicate: Hashable, Sendable {
    /// A numbered test of one field.
    case atom(Int)
    case and([Predicate])
    case or([Predicate])
    indirect case not(Predicate)
    /// At least so many of the members hold.
    indirect case atLeast(Int, [Predicate])
    case constant(Bool)

    /// Whether it holds, given which atoms do.
    package func holds(_ atomHolds: (Int) -> Bool) -> Bool {
        switch self {
        case .atom(let atom): atomHolds(atom)
        case .and(let members): members.allSatisfy { $0.holds(atomHolds) }
        case .or(let members): members.contains { $0.holds(atomHolds) }
        case .not(let member): !member.holds(atomHolds)
        case .atLeast(let count, let members):
            members.count { $0.holds(atomHolds) } >= count
        case .constant(let value): value
        }
    }

    /// The atoms that make it hold, those that are true outside of negations; `nil` if it does not.
    package func evidence(_ atomHolds: (Int) -> Bool) -> [Int]? {
        var atoms: [Int] = []
        return collect(into: &atoms, atomHolds) ? atoms : nil
    }

    /// Whether it holds; if so, what makes it hold is appended, if not, nothing is.
    private func collect(into atoms: inout [Int], _ atomHolds: (Int) -> Bool) -> Bool {
        let start = atoms.count
        let holds: Bool
        switch self {
        case .atom(let atom):
            holds = atomHolds(atom)
            if holds { atoms.append(atom) }
        case .and(let members):
            holds = members.allSatisfy { $0.collect(into: &atoms, atomHolds) }
        case .or(let members):
            holds = members.count { $0.collect(into: &atoms, atomHolds) } > 0
        case .atLeast(let count, let members):
            holds = members.count { $0.collect(into: &atoms, atomHolds) } >= count
        case .not, .constant:
            return self.holds(atomHolds)
        }
        if !holds { atoms.removeSubrange(start...) }
        return holds
    }
}
