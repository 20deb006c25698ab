/// Lowers predicates to programs: cheap tests first, each branch as short as logic allows.
struct ProgramAssembler {
    private let layout: AtomLayout
    private let cost: AtomCost
    private var instructions: [RuleProgram.Instruction] = []

    init(layout: AtomLayout, cost: AtomCost) {
        self.layout = layout
        self.cost = cost
    }

    /// Assembles one predicate.
    mutating func assemble(_ predicate: Predicate) -> RuleProgram {
        instructions = []
        let entry = lower(
            predicate,
            ifTrue: RuleProgram.Exit.holds,
            ifFalse: RuleProgram.Exit.fails
        )
        return RuleProgram(instructions: instructions, entry: entry)
    }

    /// Emits a predicate, last test first, so that every jump's target is known; returns its entry.
    private mutating func lower(
        _ predicate: Predicate,
        ifTrue: Int32,
        ifFalse: Int32
    ) -> Int32 {
        switch predicate {
        case .constant(let value):
            return value ? ifTrue : ifFalse
        case .atom(let atom):
            instructions.append(
                .init(
                    bit: UInt32(layout.bitOfAtom[atom]),
                    field: UInt32(layout.fieldOfAtom[atom]),
                    ifTrue: ifTrue,
                    ifFalse: ifFalse
                )
            )
            return Int32(instructions.count - 1)
        case .not(let member):
            return lower(member, ifTrue: ifFalse, ifFalse: ifTrue)
        case .and(let members):
            var next = ifTrue
            for member in ordered(members).reversed() {
                next = lower(member, ifTrue: next, ifFalse: ifFalse)
            }
            return next
        case .or(let members):
            var next = ifFalse
            for member in ordered(members).reversed() {
                next = lower(member, ifTrue: ifTrue, ifFalse: next)
            }
            return next
        case .atLeast(let count, let members):
            return lowerThreshold(count, ordered(members), ifTrue: ifTrue, ifFalse: ifFalse)
        }
    }

    /// Emits a grid: a row a member, a column for each number of members still needed.
    private mutating func lowerThreshold(
        _ count: Int,
        _ members: [Predicate],
        ifTrue: Int32,
        ifFalse: Int32
    ) -> Int32 {
        // Behind the last member: entry[needed] is where to go with so many still missing.
        var entries = [ifTrue] + Array(repeating: ifFalse, count: count)
        for member in members.reversed() {
            var row = entries
            for needed in 1...count {
                row[needed] = lower(member, ifTrue: entries[needed - 1], ifFalse: entries[needed])
            }
            entries = row
        }
        return entries[count]
    }

    private func ordered(_ members: [Predicate]) -> [Predicate] {
        // Sorted by work, the order of the rule among equals.
        members.enumerated()
            .map { (work: cost.work($0.element), index: $0.offset, member: $0.element) }
            .sorted { ($0.work, $0.index) < ($1.work, $1.index) }
            .map(\.member)
    }
}
