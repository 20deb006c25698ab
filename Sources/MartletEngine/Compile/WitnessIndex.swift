/// From atoms to the rules that they are witnesses of, and the gates that rules must pass besides.
struct WitnessIndex: Sendable {
    /// A field that holds witnesses.
    struct Field: BitwiseCopyable, Sendable {
        var field: Int32
        /// The row of its rules, if it is worth asking whether any of them passes the gates; or -1.
        var row: Int32
        /// The log sources whose events its rules are for, a bit each.
        var sources: UInt64
    }

    /// The fields that every event is asked for.
    private(set) var isAskedFor: [Bool]
    private(set) var fields: [Field] = []
    private(set) var mask: [UInt64]
    private(set) var runs: [CompiledRules.Run] = []
    private(set) var rules: [Int32] = []
    /// A bit a rule: those that have no witness, or a worse one than the gates.
    ///
    /// They are tried on every event that passes these.
    private(set) var unwitnessedRules: [UInt64]
    /// For each rule, groups of atoms of which each must have a true one.
    private(set) var groups: [[[Int]]] = []
    private(set) var gates: GateIndex

    /// Chooses gates, and witnesses for every rule's conditions, any of which may hold; `routes` say
    /// which events are for which rules.
    init(
        conditions: [[Predicate]],
        routes: SourceRoutes,
        fields registry: FieldRegistry,
        selector: WitnessSelector,
        layout: AtomLayout,
        estimate: AtomEstimate
    ) {
        let predicates = conditions.map { $0.count == 1 ? $0[0] : Predicate.or($0).simplified() }
        groups = predicates.map { selector.groups(of: $0) }
        let witnesses = groups.map { selector.cheapest(of: $0) }
        let costs = witnesses.map { estimate.cost(ofRuleWithWitness: $0) }
        gates = GateIndex(
            predicates: predicates,
            fields: registry,
            layout: layout,
            estimate: estimate,
            costs: costs
        )
        unwitnessedRules = Array(repeating: 0, count: (conditions.count + 63) / 64)
        mask = Array(repeating: 0, count: layout.wordCount)
        var witnessed: [(rule: Int, witness: [Int])] = []
        var rulesOfField = Array(repeating: [Int](), count: layout.wordsOfField.count)
        for rule in predicates.indices where predicates[rule] != .constant(false) {
            guard let witness = witnesses[rule],
                costs[rule].prefersWitness(passing: gates.passingShare[rule])
            else {
                unwitnessedRules[rule / 64] |= 1 << UInt64(rule % 64)
                continue
            }
            witnessed.append((rule, witness))
            for atom in witness {
                let bit = layout.bitOfAtom[atom]
                mask[bit / 64] |= 1 << UInt64(bit % 64)
                rulesOfField[layout.fieldOfAtom[atom]].append(rule)
            }
        }
        (runs, rules) = WitnessIndex.rules(of: witnessed, layout: layout)
        isAskedFor = rulesOfField.map { !$0.isEmpty }
        for (field, rules) in rulesOfField.enumerated() where !rules.isEmpty {
            let isWorthALook = gates.wordCount <= 4 || estimate.isDear(field: field)
            let hasRow = (routes.areNeeded || !gates.gates.isEmpty) && isWorthALook
            let row = hasRow ? gates.addRow(of: rules) : -1
            let sources = rules.reduce(0) { $0 | routes.sourcesOfRule[$1] }
            fields.append(Field(field: Int32(field), row: row, sources: sources))
        }
        for gate in gates.gates { isAskedFor[Int(gate.field)] = true }
    }

    /// The rules of each bit, in order, one bit's behind the other's.
    private static func rules(
        of witnessed: [(rule: Int, witness: [Int])],
        layout: AtomLayout
    ) -> ([CompiledRules.Run], [Int32]) {
        // Counted first, so that there is one list and not one for each of many thousand bits.
        var runs = Array(repeating: CompiledRules.Run(), count: layout.wordCount * 64)
        for (_, witness) in witnessed {
            for atom in witness { runs[layout.bitOfAtom[atom]].count += 1 }
        }
        var count: Int32 = 0
        for bit in runs.indices {
            runs[bit].base = count
            count += runs[bit].count
            runs[bit].count = 0
        }
        var rules = Array(repeating: Int32(0), count: Int(count))
        for (rule, witness) in witnessed {
            for atom in witness {
                let bit = layout.bitOfAtom[atom]
                rules[Int(runs[bit].base + runs[bit].count)] = Int32(rule)
                runs[bit].count += 1
            }
        }
        return (runs, rules)
    }
}
