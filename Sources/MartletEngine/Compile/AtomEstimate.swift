package import MartletRules

/// How dear atoms are and how often they hold, for the choice of witnesses and the order of tests.
///
/// Rough by design: an estimate changes how fast a rule is decided, never how.
package struct AtomEstimate: Sendable {
    private let fieldOfAtom: [Int]
    private let weights: [AtomWeight]
    /// The share of events in which each atom holds.
    private let frequencies: [Double]
    /// The cost in nanoseconds of finding and walking each field.
    private let fieldWork: [Double]
    /// The cost in nanoseconds of each field for one of the rules that read it.
    private let sharedFieldWork: [Double]
    /// How many predicates read each field.
    private let readerCounts: [Int]

    /// Weighs atoms.
    ///
    /// - Parameters:
    ///   - atoms: The atoms.
    ///   - fields: Their fields.
    ///   - predicates: What the rules that read them ask.
    ///   - commonness: How much more often than usual a test of a field holds.
    package init(
        atoms: AtomTable,
        fields: FieldRegistry,
        predicates: [Predicate],
        commonness: [FieldPath: Double] = [:]
    ) {
        fieldOfAtom = atoms.fields
        weights = atoms.weights
        let fieldWork = AtomEstimate.work(ofFields: fields.sources)
        self.fieldWork = fieldWork
        let counts = AtomEstimate.readerCounts(of: atoms, fields, predicates)
        readerCounts = counts
        sharedFieldWork = fieldWork.indices.map { fieldWork[$0] / Double(max(counts[$0], 1)) }
        let factors = fields.sources.map { source in
            let source = source.testedField.map { fields.sources[$0] } ?? source
            return source.walkedPath.flatMap { commonness[$0] } ?? 1
        }
        frequencies = zip(weights, fieldOfAtom).map { min($0.share * factors[$1], 0.95) }
    }

    /// The cost in nanoseconds, all rules together, of a witness: its fields are evaluated for every
    /// event, and where it holds the rule is tried.
    func cost(ofWitness group: [Int]) -> Double {
        var locating = 0.0
        var last: Int?
        for field in group.map({ fieldOfAtom[$0] }).sorted() where field != last {
            locating += sharedFieldWork[field]
            last = field
        }
        let testing = group.reduce(0) { $0 + weights[$1].work }
        return locating + testing + AtomEstimate.trialWork * frequency(ofAny: group)
    }

    /// What it costs in nanoseconds to try a rule.
    static let trialWork = 300.0

    /// The share of events in which one of some atoms holds.
    func frequency(ofAny group: [Int]) -> Double {
        min(group.reduce(0) { $0 + frequencies[$1] }, 1)
    }

    /// How many of the predicates read a field.
    func readerCount(of field: Int) -> Int { readerCounts[field] }

    /// Whether a field is worth a look at whether it is needed at all.
    func isDear(field: Int) -> Bool { fieldWork[field] >= 100 }

    /// The cost in nanoseconds of asking every event for a field, for one of the rules that read it.
    func cost(ofGate field: Int) -> Double { sharedFieldWork[field] }

    /// The cost in nanoseconds of evaluating a predicate whole, its fields found and walked.
    func work(_ predicate: Predicate) -> Double {
        switch predicate {
        case .atom(let atom): fieldWork[fieldOfAtom[atom]] + weights[atom].work
        case .and(let members), .or(let members), .atLeast(_, let members):
            members.reduce(0) { $0 + work($1) }
        case .not(let member): work(member)
        case .constant: 0
        }
    }

    /// The share of events in which a predicate holds, as if atoms were independent.
    func frequency(_ predicate: Predicate) -> Double {
        switch predicate {
        case .atom(let atom): frequencies[atom]
        case .and(let members): members.reduce(1) { $0 * frequency($1) }
        case .or(let members): min(members.reduce(0) { $0 + frequency($1) }, 1)
        case .not(let member): 1 - frequency(member)
        case .atLeast(let count, let members):
            min(members.reduce(0) { $0 + frequency($1) } / Double(count), 1)
        case .constant(let value): value ? 1 : 0
        }
    }

    /// How many predicates read each field.
    private static func readerCounts(
        of atoms: AtomTable,
        _ fields: FieldRegistry,
        _ predicates: [Predicate]
    ) -> [Int] {
        var counts = Array(repeating: 0, count: fields.sources.count)
        /// The predicate that read each field last.
        var lastReaders = Array(repeating: -1, count: fields.sources.count)
        let fieldOfAtom = atoms.fields
        for (number, predicate) in predicates.enumerated() {
            predicate.forEachAtom { atom in
                let field = fieldOfAtom[atom]
                guard lastReaders[field] != number else { return }
                lastReaders[field] = number
                counts[field] += 1
            }
        }
        return counts
    }

    private static func work(ofFields sources: [FieldSource]) -> [Double] {
        var work: [Double] = []
        // A field depends on fields of lower numbers only.
        for source in sources {
            let own: Double =
                switch source {
                case .leaves: 5000  // every leaf of the event
                case .object: 5
                case .path(let path):
                    switch path.segments.count {
                    case 1: 10
                    case 2: 40
                    default: 400  // stands in a body, which is not walked unless a rule asks
                    }
                case .members: 100
                case .derived: 4000  // the event is copied
                case .pool: 10
                case .comparison, .routed, .lone: 0
                case .elements: 500
                }
            work.append(source.dependencies.reduce(own) { $0 + work[$1] })
        }
        return work
    }
}
