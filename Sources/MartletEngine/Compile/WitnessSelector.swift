internal import MartletRules

/// Finds, for each rule, atoms of which at least one must be true for the rule to match.
///
/// The evaluator tries only rules whose witness fired. A rule that could match an event in which
/// nothing at all is true (it only says what must not be there) has none and is always tried.
package struct WitnessSelector {
    private let atoms: [AtomTable.Atom]
    private let estimate: AtomEstimate

    package init(atoms: [AtomTable.Atom], estimate: AtomEstimate) {
        self.atoms = atoms
        self.estimate = estimate
    }

    /// The best witness of a predicate, or `nil` if it has none.
    package func witness(of predicate: Predicate) -> [Int]? {
        groups(of: predicate)
            .map { (group: $0, cost: estimate.cost(ofWitness: $0)) }
            .min { $0.cost < $1.cost }?.group
    }

    /// Groups of atoms; each group must have a true atom for the predicate to hold.
    package func groups(of predicate: Predicate) -> [[Int]] {
        switch predicate {
        case .atom(let atom):
            // An absent field makes `null` true, so it is no sign of anything in the event.
            if case .value(.null) = atoms[atom].test { return [] }
            return [[atom]]
        case .and(let members):
            return members.flatMap { groups(of: $0) }
        case .or(let members), .atLeast(_, let members):
            var union: [Int] = []
            for member in members {
                guard let best = witness(of: member) else { return [] }
                union += best
            }
            return union.isEmpty ? [] : [Array(Set(union)).sorted()]
        case .not, .constant:
            return []
        }
    }
}
