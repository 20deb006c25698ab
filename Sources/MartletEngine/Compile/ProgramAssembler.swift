/// Lowers predicates to programs: cheap tests first, each branch as short as logic allows.
package struct ProgramAssembler {
    private let layout: AtomLayout
    private let estimate: AtomEstimate
    private var instructions: [RuleProgram.Instruction] = []

    package init(layout: AtomLayout, estimate: AtomEstimate) {
        self.layout = layout
        self.estimate = estimate
    }

    /// Assembles one predicate.
    package mutating func assemble(_ predicate: Predicate) -> RuleProgram {
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
            let bit = layout.bitOfAtom[atom]
            return emit(
                mask: 1 << UInt64(bit % 64),
                word: bit / 64,
                field: layout.fieldOfAtom[atom],
                ifTrue: ifTrue,
                ifFalse: ifFalse
            )
        case .not(let member):
            return lower(member, ifTrue: ifFalse, ifFalse: ifTrue)
        case .and(let members):
            var next = ifTrue
            for member in ordered(members, until: false).reversed() {
                next = lower(member, ifTrue: next, ifFalse: ifFalse)
            }
            return next
        case .or(let members):
            return lowerAlternatives(
                ordered(members, until: true),
                ifTrue: ifTrue,
                ifFalse: ifFalse
            )
        case .atLeast(let count, let members):
            return lowerThreshold(
                count,
                ordered(members, until: true),
                ifTrue: ifTrue,
                ifFalse: ifFalse
            )
        }
    }

    private mutating func emit(
        mask: UInt64,
        word: Int,
        field: Int,
        ifTrue: Int32,
        ifFalse: Int32
    ) -> Int32 {
        instructions.append(
            .init(
                mask: mask,
                word: UInt32(word),
                field: UInt32(field),
                ifTrue: ifTrue,
                ifFalse: ifFalse
            )
        )
        return Int32(instructions.count - 1)
    }

    /// Emits alternatives; those that are atoms of one word become one test.
    private mutating func lowerAlternatives(
        _ members: [Predicate],
        ifTrue: Int32,
        ifFalse: Int32
    ) -> Int32 {
        var masks: [Int: UInt64] = [:]
        for case .atom(let atom) in members {
            let bit = layout.bitOfAtom[atom]
            masks[bit / 64, default: 0] |= 1 << UInt64(bit % 64)
        }
        var next = ifFalse
        for member in members.reversed() {
            guard case .atom(let atom) = member else {
                next = lower(member, ifTrue: ifTrue, ifFalse: next)
                continue
            }
            let word = layout.bitOfAtom[atom] / 64
            guard let mask = masks.removeValue(forKey: word) else { continue }
            next = emit(
                mask: mask,
                word: word,
                field: layout.fieldOfAtom[atom],
                ifTrue: ifTrue,
                ifFalse: next
            )
        }
        return next
    }

    /// Emits a grid: a row a member, a column for each number of members still needed.
    private mutating func lowerThreshold(
        _ count: Int,
        _ members: [Predicate],
        ifTrue: Int32,
        ifFalse: Int32
    ) -> Int32 {
        guard count > 0 else { return ifTrue }
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

    /// Members in the order that decides soonest for the least work.
    ///
    /// A group ends at the first member whose value is `decisive`. Among equals the order of the rule
    /// stands.
    private func ordered(_ members: [Predicate], until decisive: Bool) -> [Predicate] {
        members.indices
            .map { index in
                let frequency = estimate.frequency(members[index])
                let chance = max(decisive ? frequency : 1 - frequency, 0.01)
                return (rank: estimate.work(members[index]) / chance, index: index)
            }
            .sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
            .map { members[$0.index] }
    }
}
