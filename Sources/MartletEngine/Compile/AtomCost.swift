internal import MartletRules

/// How dear and how telling atoms are, for the choice of witnesses and the order of tests.
///
/// Rough by design: it changes how fast a rule is decided, never how.
struct AtomCost {
    private let atoms: [AtomTable.Atom]
    private let paths: [FieldPath?]
    private let useCounts: [Int]

    /// Weighs the atoms of all rules' predicates.
    init(atoms: [AtomTable.Atom], paths: [FieldPath?], predicates: [Predicate]) {
        self.atoms = atoms
        self.paths = paths
        var counts = Array(repeating: 0, count: atoms.count)
        for predicate in predicates {
            for atom in predicate.atoms { counts[atom] += 1 }
        }
        self.useCounts = counts
    }

    /// The work of evaluating a predicate, in arbitrary units.
    func work(_ predicate: Predicate) -> Int {
        predicate.atoms.reduce(0) { $0 + work(ofAtom: $1) }
    }

    /// How many events a group of alternatives lets pass, in arbitrary units; less is better.
    ///
    /// An atom that many rules share (the usual stage, the usual verb) tells little.
    func passage(_ group: [Int]) -> Int {
        group.reduce(0) { sum, atom in
            let shared = (useCounts[atom] + 1) * (useCounts[atom] + 1)
            return sum + work(ofAtom: atom) * shared
        }
    }

    private func work(ofAtom atom: Int) -> Int {
        let test: Int
        switch atoms[atom].test {
        case .text(let pattern, _): test = pattern.literal == nil ? 30 : 10
        case .number, .compare: test = 40
        case .boolean: test = 60
        case .cidr: test = 100
        case .regex: test = 200
        case .exists, .null: test = 300
        }
        // Deep fields stand in bodies, which are not walked unless a rule asks; keywords ask for all.
        switch paths[atoms[atom].field]?.segments.count {
        case nil: return test * 1000
        case .some(...2): return test
        default: return test * 5
        }
    }
}

extension Predicate {
    /// The atoms of the tree, each as often as it occurs.
    var atoms: [Int] {
        switch self {
        case .atom(let atom): [atom]
        case .and(let members), .or(let members), .atLeast(_, let members):
            members.flatMap(\.atoms)
        case .not(let member): member.atoms
        case .constant: []
        }
    }
}
