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
}
