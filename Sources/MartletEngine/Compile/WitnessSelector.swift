internal import MartletRules

/// Finds, for each rule, atoms of which at least one must be true for the rule to match.
///
/// The evaluator tries only rules whose witness fired. A rule that could match an event in which
/// nothing at all is true (it only says what must not be there) has none and is always tried.
package struct WitnessSelector: Sendable {
    private let atoms: [AtomTable.Atom]
    private let estimate: AtomEstimate

    package init(atoms: [AtomTable.Atom], estimate: AtomEstimate) {
        self.atoms = atoms
        self.estimate = estimate
    }

    /// The best witness of a predicate, or `nil` if it has none.
    package func witness(of predicate: Predicate) -> [Int]? {
        cheapest(of: groups(of: predicate))
    }

    /// The group that makes the best witness.
    func cheapest(of groups: [[Int]]) -> [Int]? {
        if groups.count < 2 { return groups.first }
        return
            groups
            .map { (group: $0, cost: estimate.cost(ofWitness: $0)) }
            .min { $0.cost < $1.cost }?.group
    }

    /// Groups of atoms; each group must have a true atom for the predicate to hold.
    package func groups(of predicate: Predicate) -> [[Int]] {
        switch predicate {
        case .atom(let atom): return isWitness(atom) ? [[atom]] : []
        case .and(let members): return members.flatMap { groups(of: $0) }
        case .or(let members), .atLeast(_, let members):
            var union: [Int] = []
            for member in members {
                if case .atom(let atom) = member, isWitness(atom) {
                    union.append(atom)
                } else if let best = witness(of: member) {
                    union += best
                } else {
                    return []
                }
            }
            return union.isEmpty ? [] : [WitnessSelector.sortedOnce(union)]
        case .not, .constant: return []
        }
    }

    /// Whether an atom is a sign of something in the event: an absent field makes `null` true.
    private func isWitness(_ atom: Int) -> Bool {
        if case .value(.null) = atoms[atom].test { false } else { true }
    }

    /// The atoms in order, each once.
    private static func sortedOnce(_ atoms: [Int]) -> [Int] {
        var result: [Int] = []
        result.reserveCapacity(atoms.count)
        for atom in atoms.sorted() where atom != result.last { result.append(atom) }
        return result
    }
}
