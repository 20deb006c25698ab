/// From atoms to the rules that they are witnesses of.
struct WitnessIndex: Sendable {
    private(set) var isWitnessField: [Bool]
    private(set) var mask: [UInt64]
    private(set) var runs: [CompiledRules.Run] = []
    private(set) var rules: [Int32] = []
    private(set) var unconditionalRules: [Int] = []
    /// For each rule, groups of atoms of which each must have a true one.
    private(set) var groups: [[[Int]]] = []

    /// Chooses witnesses for every rule's conditions, any of which may hold.
    init(conditions: [[Predicate]], selector: WitnessSelector, layout: AtomLayout) {
        isWitnessField = Array(repeating: false, count: layout.wordsOfField.count)
        mask = Array(repeating: 0, count: layout.wordCount)
        var rulesOfBit = Array(repeating: [Int32](), count: layout.wordCount * 64)
        for (rule, predicates) in conditions.enumerated() {
            let predicate =
                predicates.count == 1 ? predicates[0] : Predicate.or(predicates).simplified()
            groups.append(selector.groups(of: predicate))
            if predicate == .constant(false) { continue }
            guard let witness = selector.cheapest(of: groups[rule]) else {
                unconditionalRules.append(rule)
                continue
            }
            for atom in witness {
                let bit = layout.bitOfAtom[atom]
                mask[bit / 64] |= 1 << UInt64(bit % 64)
                rulesOfBit[bit].append(Int32(rule))
                isWitnessField[layout.fieldOfAtom[atom]] = true
            }
        }
        for list in rulesOfBit {
            runs.append(.init(base: Int32(rules.count), count: Int32(list.count)))
            rules += list
        }
    }
}
