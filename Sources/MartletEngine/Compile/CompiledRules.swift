internal import MartletRules

/// Everything that evaluation reads, compiled once and shared by all threads.
final class CompiledRules: Sendable {
    /// A program's place: a rule has one for each of its conditions.
    struct Program: BitwiseCopyable, Sendable {
        var base: Int32
        var entry: Int32
    }

    /// A run of elements in a table.
    struct Run: BitwiseCopyable, Sendable {
        var base: Int32 = 0
        var count: Int32 = 0
    }

    /// What a signal and the summary need of a rule; not read while nothing matches.
    struct Details: Sendable {
        /// The selections by name, in the order of the rule.
        var selections: [(name: String, predicate: Predicate)]
        /// For each condition, the selections that count for it (not those that it negates).
        var positiveSelections: [[Int]]
        /// Groups of fields; an event that matches has at least one field of each group.
        var requiredFields: [[Int]]
        /// The message, with its fields numbered.
        var message: [MessagePart]
    }

    /// A part of a rule's message.
    enum MessagePart: Sendable {
        case text(String)
        case field(Int)
    }

    /// The fields of rules.
    let trie: FieldTrie
    /// All fields, those of signals and messages too.
    let signalTrie: FieldTrie
    let tables: MatcherTables
    let wordCount: Int
    let paths: [FieldPath?]
    let atoms: [(field: Int, bit: Int, path: FieldPath?)]
    /// The fields that hold witnesses; every event is asked for them.
    let witnessFields: [Int]
    /// For each word of outcomes, the bits that are witnesses.
    let witnessMask: Constants<UInt64>
    /// For each bit, the rules it is a witness of, in ``witnessRules``.
    let witnessRuns: Constants<Run>
    let witnessRules: Constants<Int32>
    /// Rules without a witness, tried on every event.
    let unconditionalRules: [Int]
    let programRuns: Constants<Run>
    let programs: Constants<Program>
    let instructions: Constants<RuleProgram.Instruction>
    let details: [Details]
    let signalFields: SignalFields
    let envelopeFields: EnvelopeFields

    /// Compiles rules; `signalFields` are resolved among the fields of the rules.
    init(_ rules: [Rule]) {
        var builder = PredicateBuilder()
        let signalFields = SignalFields { builder.field($0) }
        let envelopeFields = EnvelopeFields { builder.field($0) }
        var selections: [[(name: String, predicate: Predicate)]] = []
        var conditions: [[Predicate]] = []
        var messages: [[MessagePart]] = []
        for rule in rules {
            let named = rule.detection.selections.map {
                (name: $0.name, predicate: builder.predicate(for: $0.search))
            }
            selections.append(named)
            conditions.append(
                rule.detection.conditions.map {
                    builder.predicate(for: $0, over: named.map(\.predicate)).simplified()
                }
            )
            let message = rule.message?.parts ?? [.text(rule.title)]
            messages.append(
                message.map {
                    switch $0 {
                    case .text(let text): .text(text)
                    case .field(let path): .field(builder.field(path))
                    }
                }
            )
        }
        let atoms = builder.atoms.atoms
        let paths = builder.fields.paths
        let layout = AtomLayout(atoms: atoms, fieldCount: paths.count)
        let estimate = AtomEstimate(
            atoms: atoms,
            paths: paths,
            predicates: conditions.flatMap(\.self)
        )
        let selector = WitnessSelector(atoms: atoms, estimate: estimate)
        let index = WitnessIndex(
            conditions: conditions,
            selector: selector,
            layout: layout
        )
        let isWitnessField = index.isWitnessField

        var assembler = ProgramAssembler(layout: layout, estimate: estimate)
        var programRuns: [Run] = []
        var programs: [Program] = []
        var instructions: [RuleProgram.Instruction] = []
        for rule in conditions {
            programRuns.append(Run(base: Int32(programs.count), count: Int32(rule.count)))
            for predicate in rule {
                let program = assembler.assemble(predicate)
                programs.append(Program(base: Int32(instructions.count), entry: program.entry))
                instructions += program.instructions
            }
        }

        // The trie of rules leaves out what only signals read, so that most events do not pay for it.
        var isRead = isWitnessField
        for atom in atoms { isRead[atom.field] = true }
        isRead[envelopeFields.items] = true
        let rulePaths = paths.indices.map { isRead[$0] ? paths[$0] : nil }
        var ruleTrie = FieldTrieBuilder(fields: rulePaths, isEager: isWitnessField)
        self.trie = ruleTrie.build()
        let isEager = Array(repeating: true, count: paths.count)
        var signalTrie = FieldTrieBuilder(fields: paths, isEager: isEager)
        self.signalTrie = signalTrie.build()
        self.tables = MatcherBuilder.build(atoms: atoms, layout: layout)
        self.wordCount = layout.wordCount
        self.paths = paths
        self.atoms = atoms.indices.map {
            (atoms[$0].field, layout.bitOfAtom[$0], paths[atoms[$0].field])
        }
        self.witnessFields = paths.indices.filter { isWitnessField[$0] }
        self.witnessMask = Constants(index.mask)
        self.witnessRuns = Constants(index.runs)
        self.witnessRules = Constants(index.rules)
        self.unconditionalRules = index.unconditionalRules
        self.programRuns = Constants(programRuns)
        self.programs = Constants(programs)
        self.instructions = Constants(instructions)
        self.details = rules.indices.map { rule in
            Details(
                selections: selections[rule],
                positiveSelections: rules[rule].detection.conditions.map { $0.positiveSelections },
                requiredFields: selector.groups(of: Predicate.or(conditions[rule]).simplified())
                    .map { group in Array(Set(group.map { atoms[$0].field })).sorted() },
                message: messages[rule]
            )
        }
        self.signalFields = signalFields
        self.envelopeFields = envelopeFields
    }
}

extension Condition {
    /// The selections that are named outside of negations, in order.
    fileprivate var positiveSelections: [Int] {
        Array(Set(selections(isPositive: true))).sorted()
    }

    private func selections(isPositive: Bool) -> [Int] {
        switch self {
        case .selection(let index): isPositive ? [index] : []
        case .and(let members), .or(let members):
            members.flatMap { $0.selections(isPositive: isPositive) }
        case .not(let member): member.selections(isPositive: !isPositive)
        case .atLeast(_, let indices): isPositive ? indices : []
        }
    }
}
