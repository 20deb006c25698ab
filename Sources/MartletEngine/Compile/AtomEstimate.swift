internal import MartletRules

/// How dear atoms are and how often they hold, for the choice of witnesses and the order of tests.
///
/// Rough by design: an estimate changes how fast a rule is decided, never how.
package struct AtomEstimate {
    private let atoms: [AtomTable.Atom]
    private let fields: FieldRegistry
    /// How many rules read each field.
    private let readerCounts: [Int]

    /// Weighs the atoms of all rules' predicates.
    package init(atoms: [AtomTable.Atom], fields: FieldRegistry, predicates: [Predicate]) {
        self.atoms = atoms
        self.fields = fields
        var counts = Array(repeating: 0, count: fields.sources.count)
        for predicate in predicates {
            for field in Set(predicate.atoms.map { atoms[$0].field }) { counts[field] += 1 }
        }
        self.readerCounts = counts
    }

    /// The cost in nanoseconds, all rules together, of a witness: its fields are evaluated for every
    /// event, and where it holds the rule is tried.
    func cost(ofWitness group: [Int]) -> Double {
        let fields = Set(group.map { atoms[$0].field })
        let locating = fields.reduce(0) {
            $0 + work(ofField: $1) / Double(max(readerCounts[$1], 1))
        }
        let testing = group.reduce(0) { $0 + work(ofTest: atoms[$1].test) }
        let trial = 300.0
        return locating + testing + trial * frequency(.or(group.map { .atom($0) }))
    }

    /// The cost in nanoseconds of evaluating a predicate whole, its fields found and walked.
    func work(_ predicate: Predicate) -> Double {
        predicate.atoms.reduce(0) {
            $0 + work(ofField: atoms[$1].field) + work(ofTest: atoms[$1].test)
        }
    }

    /// The share of events in which a predicate holds, as if atoms were independent.
    func frequency(_ predicate: Predicate) -> Double {
        switch predicate {
        case .atom(let atom): frequency(ofAtom: atom)
        case .and(let members): members.reduce(1) { $0 * frequency($1) }
        case .or(let members): min(members.reduce(0) { $0 + frequency($1) }, 1)
        case .not(let member): 1 - frequency(member)
        case .atLeast(let count, let members):
            min(members.reduce(0) { $0 + frequency($1) } / Double(count), 1)
        case .constant(let value): value ? 1 : 0
        }
    }

    private func work(ofField field: Int) -> Double {
        switch fields.sources[field] {
        case .leaves: return 5000  // every leaf of the event
        case .object: return 5
        case .path(let path):
            switch path.segments.count {
            case 1: return 10
            case 2: return 40
            default: return 400  // stands in a body, which is not walked unless a rule asks
            }
        case .members(let base, _): return work(ofField: base) + 100
        case .pool(let members): return members.reduce(10) { $0 + work(ofField: $1) }
        case .comparison(let field, let other):
            return work(ofField: field) + work(ofField: other)
        case .elements(let base, _): return work(ofField: base) + 500
        }
    }

    private func work(ofTest test: AtomTable.Test) -> Double {
        switch test {
        case .value(.text(let pattern, _)): pattern.literal == nil ? 10 : 1
        case .value(.number), .value(.boolean), .value(.exists), .value(.null): 1
        case .value(.compare): 5
        case .value(.cidr): 30
        case .value(.time): 60
        case .value(.regex): 150
        case .value(.field), .block: 100
        }
    }

    private func frequency(ofAtom atom: Int) -> Double {
        let share: Double =
            switch atoms[atom].test {
            case .value(.text(let pattern, _)): pattern.literal == nil ? 0.05 : 0.03
            case .value(.number), .value(.cidr), .value(.regex), .value(.field), .block: 0.1
            case .value(.boolean): 0.2
            case .value(.compare), .value(.time): 0.3
            case .value(.exists), .value(.null): 0.5
            }
        let name = fields.sources[atoms[atom].field].walkedPath?.description
        return min(share * (name.flatMap { AtomEstimate.commonness[$0] } ?? 1), 0.95)
    }

    /// Fields of a few values each of which is in a large share of events, or that are mostly absent.
    private static let commonness: [String: Double] = [
        "stage": 15, "level": 15, "kind": 30, "apiVersion": 30, "verb": 6,
        "objectRef.resource": 1.5, "objectRef.namespace": 2, "objectRef.subresource": 0.3,
    ]
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
