internal import MartletRules

/// Fields that rule out most rules at once, each by what its values alone say.
///
/// A rule that wants `verb: create` and `objectRef.resource: pods` has no rare test, and yet few
/// events are of both. A gate has, for each test of its field, the rules that the test lets pass and
/// those that it keeps out, a bit each; what passes all gates is found by a few operations on words.
struct GateIndex: Sendable {
    /// A field and where its rows are.
    struct Gate: BitwiseCopyable, Sendable {
        var field: Int32
        /// The words of the field's outcomes.
        var wordBase: Int32
        var wordCount: Int32
        /// The row of the rules that need no test of the field to hold.
        var freeRow: Int32
        /// The place of the field's first bit in ``GateIndex/bits``.
        var bitBase: Int32
    }

    /// The rows of a test: of the rules that it lets pass and of those that it keeps out, or -1.
    struct BitRows: BitwiseCopyable, Sendable {
        var passing: Int32 = -1
        var forbidden: Int32 = -1
    }

    private(set) var gates: [Gate] = []
    private(set) var bits: [BitRows] = []
    /// The rows, each of ``wordCount`` words: a bit a rule.
    private(set) var rows: [UInt64] = []
    let wordCount: Int
    /// For each rule, the share of events that pass all gates.
    private(set) var passingShare: [Double]
    /// For each rule, the fields of gates that hold it up.
    private(set) var fieldsOfRule: [[Int]]

    /// A field has no more tests than this to be a gate: rows take memory.
    private static let testLimit = 256
    /// The share of rules that must read a field for it to be a gate.
    private static let readerShare = 0.05
    private static let gateLimit = 12
    /// What it costs in nanoseconds to evaluate a gate's field and to pass it.
    private static let passingWork = 120.0

    /// Chooses the fields that save the most.
    ///
    /// - Parameters:
    ///   - predicates: what each rule needs to match.
    ///   - fields: the fields that rules read.
    ///   - layout: where outcomes are kept.
    ///   - estimate: how dear tests are and how often they hold.
    ///   - costs: what each rule costs without gates.
    init(
        predicates: [Predicate],
        fields: FieldRegistry,
        layout: AtomLayout,
        estimate: AtomEstimate,
        costs: [RuleCost]
    ) {
        wordCount = (predicates.count + 63) / 64
        passingShare = Array(repeating: 1, count: predicates.count)
        fieldsOfRule = Array(repeating: [], count: predicates.count)
        let isCandidate = fields.sources.indices.map { field in
            guard case .path(let path) = fields.sources[field] else { return false }
            let testCount = layout.atomsOfField[field].count
            return path.segments.count <= 2 && (1...Self.testLimit).contains(testCount)
                && Double(estimate.readerCount(of: field))
                    >= Self.readerShare * Double(predicates.count)
        }
        guard isCandidate.contains(true) else { return }
        let constraints = predicates.map {
            RuleConstraint.all(
                of: $0,
                fieldOfAtom: layout.fieldOfAtom,
                isWanted: isCandidate,
                estimate: estimate
            )
        }
        var rest = Set(isCandidate.indices.filter { isCandidate[$0] })
        var rulesOfField: [Int: [(rule: Int, share: Double)]] = [:]
        for (rule, constraints) in constraints.enumerated() {
            for (field, constraint) in constraints {
                rulesOfField[field, default: []].append((rule, constraint.frequency(estimate)))
            }
        }
        while gates.count < Self.gateLimit {
            let savings = rest.map { field in
                let saved = (rulesOfField[field] ?? []).reduce(0) { sum, entry in
                    let now = passingShare[entry.rule]
                    return sum + costs[entry.rule].cost(passing: now)
                        - costs[entry.rule].cost(passing: now * entry.share)
                }
                return (
                    field: field, saved: saved - Self.passingWork - estimate.cost(ofGate: field)
                )
            }
            guard let best = savings.max(by: { ($0.saved, $1.field) < ($1.saved, $0.field) }),
                best.saved > 0
            else { break }
            rest.remove(best.field)
            for entry in rulesOfField[best.field] ?? [] {
                passingShare[entry.rule] *= entry.share
                fieldsOfRule[entry.rule].append(best.field)
            }
            add(best.field, constraints: constraints, layout: layout)
        }
    }

    private mutating func add(
        _ field: Int,
        constraints: [[Int: RuleConstraint]],
        layout: AtomLayout
    ) {
        let words = layout.wordsOfField[field]
        let gate = Gate(
            field: Int32(field),
            wordBase: Int32(words.base),
            wordCount: Int32(words.count),
            freeRow: addRow(),
            bitBase: Int32(bits.count)
        )
        bits += Array(repeating: BitRows(), count: words.count * 64)
        for (rule, constraints) in constraints.enumerated() {
            let constraint = constraints[field]
            for atom in constraint?.needed ?? [] {
                let bit = Int(gate.bitBase) + layout.bitOfAtom[atom] - words.base * 64
                if bits[bit].passing < 0 { bits[bit].passing = addRow() }
                mark(rule, inRow: bits[bit].passing)
            }
            for atom in constraint?.forbidden ?? [] {
                let bit = Int(gate.bitBase) + layout.bitOfAtom[atom] - words.base * 64
                if bits[bit].forbidden < 0 { bits[bit].forbidden = addRow() }
                mark(rule, inRow: bits[bit].forbidden)
            }
            if constraint?.needed == nil { mark(rule, inRow: gate.freeRow) }
        }
        gates.append(gate)
    }

    /// The offset of a new row, in which these rules are marked.
    mutating func addRow(of rules: [Int]) -> Int32 {
        let row = addRow()
        for rule in rules { mark(rule, inRow: row) }
        return row
    }

    /// The offset of a new row, in which no rule is marked.
    private mutating func addRow() -> Int32 {
        rows += Array(repeating: 0, count: wordCount)
        return Int32(rows.count - wordCount)
    }

    private mutating func mark(_ rule: Int, inRow row: Int32) {
        rows[Int(row) + rule / 64] |= 1 << UInt64(rule % 64)
    }
}
