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

        @inline(__always)
        var indices: Range<Int> { Int(base)..<Int(base &+ count) }
    }

    /// What a signal and the summary need of a rule; not read while nothing matches.
    struct Details: Sendable {
        /// The selections by name, in the order of the rule.
        var selections: [(name: String, predicate: Predicate)]
        /// For each condition, the selections that count for it (not those that it negates).
        var positiveSelections: [[Int]]
        /// Groups of fields; an event that matches has at least one field of each group.
        var requiredFields: [[RequiredField]]
        /// The message, with its fields numbered.
        var message: [MessagePart]
    }

    /// A part of a rule's message.
    enum MessagePart: Sendable {
        case text(String)
        case field(Int)
    }

    /// The fields of events, found by a trie of those that rules read, and their tests.
    let fields: CompiledFields
    /// All fields, those of signals and messages too.
    let signalTrie: FieldTrie
    /// The fields that hold witnesses; every event is asked for them.
    let witnessFields: Constants<WitnessIndex.Field>
    /// For each word of outcomes, the bits that are witnesses.
    let witnessMask: Constants<UInt64>
    /// For each bit, the rules it is a witness of, in ``witnessRules``.
    let witnessRuns: Constants<Run>
    let witnessRules: Constants<Int32>
    /// A bit a rule: those that need no witness and are tried on every event that passes the gates.
    let unwitnessedRules: Constants<UInt64>
    let gates: CompiledGates
    /// For each rule, behind all rules for each filter, and behind those for each rule's levels, the
    /// run of its programs.
    let programRuns: Constants<Run>
    let programs: Constants<Program>
    let instructions: Constants<RuleProgram.Instruction>
    let details: [Details]
    /// For each rule, the fields of its message.
    let messageRuns: Constants<Run>
    let messageFields: Constants<Int32>
    /// For each rule, the filters over it.
    let filtersOfRule: [[Int]]
    /// Whether a rule has a filter.
    let hasFilters: Bool
    /// Whether a rule has levels that the event decides.
    let hasSeverityCases: Bool
    /// The run of the first rule's levels.
    let firstSeverityRun: Int
    /// For each rule, what is taken from the events that it matches.
    let captures: [CompiledCapture]
    let sources: CompiledSources
    /// Which rules are for the events of which sources.
    let routes: SourceRoutes

    /// Compiles the rules of a set, the filters that they name by index, and what tells the events
    /// that they are for.
    init(_ ruleSet: RuleSet) {
        let rules = ruleSet.rules
        let definitions = ruleSet.logSources
        let routes = SourceRoutes(rules, definitions)
        let lowered = LoweredRules(
            rules,
            routes: routes,
            outlines: ruleSet.matchOutlines,
            filters: ruleSet.filters,
            sources: definitions
        )
        let atoms = lowered.atoms.atoms
        let layout = AtomLayout(atoms: lowered.atoms, fieldCount: lowered.fields.sources.count)
        let conditions = lowered.conditions + lowered.filterConditions + lowered.severityConditions
        let predicates = conditions + lowered.sources.predicates.map { [$0] }
        let fields = lowered.fields
        let ((tables, signalTrie, positiveSelections), behind) = ParallelWork.both {
            (
                MatcherBuilder.build(atoms: atoms, fields: fields, layout: layout),
                lowered.signalTrie(),
                rules.indices.map { rule in
                    rules[rule].detection.conditions.map { $0.positiveSelections }
                }
            )
        } _: {
            let estimate = AtomEstimate(
                atoms: lowered.atoms,
                fields: fields,
                predicates: lowered.conditions.flatMap(\.self),
                commonness: definitions.reduce(into: [:]) { result, definition in
                    result.merge(definition.commonness) { first, _ in first }
                }
            )
            let programs = ProgramTable(
                predicates,
                assembler: ProgramAssembler(layout: layout, estimate: estimate)
            )
            let witnesses = WitnessIndex(
                conditions: lowered.conditions,
                routes: routes,
                fields: fields,
                selector: WitnessSelector(atoms: atoms, estimate: estimate),
                layout: layout,
                estimate: estimate
            )
            let requiredFields = witnesses.groups.map {
                RequiredField.groups(of: $0, atoms: atoms, fields: fields)
            }
            let ruleTrie = lowered.ruleTrie(isEager: witnesses.isAskedFor)
            return (programs, witnesses, requiredFields, ruleTrie)
        }
        let (programs, witnesses, requiredFields, ruleTrie) = behind

        self.fields = CompiledFields(
            fields,
            atoms: atoms,
            tables: tables,
            scopes: lowered.scopes,
            trie: ruleTrie,
            layout: layout
        )
        self.signalTrie = signalTrie
        self.witnessFields = Constants(witnesses.fields)
        self.witnessMask = Constants(witnesses.mask)
        self.witnessRuns = Constants(witnesses.runs)
        self.witnessRules = Constants(witnesses.rules)
        self.unwitnessedRules = Constants(witnesses.unwitnessedRules)
        self.gates = CompiledGates(witnesses.gates)
        self.programRuns = Constants(programs.runs)
        self.programs = Constants(programs.programs)
        self.instructions = Constants(programs.instructions)
        self.details = rules.indices.map { rule in
            Details(
                selections: lowered.selections[rule],
                positiveSelections: positiveSelections[rule],
                requiredFields: requiredFields[rule],
                message: lowered.messages[rule]
            )
        }
        let messageFields = lowered.messages.map { parts in
            parts.compactMap { if case .field(let field) = $0 { Int32(field) } else { nil } }
        }
        self.messageRuns = Constants(Run.runs(of: messageFields))
        self.messageFields = Constants(Array(messageFields.joined()))
        self.filtersOfRule = rules.indices.map { rules[$0].filters }
        self.hasFilters = filtersOfRule.contains { !$0.isEmpty }
        self.hasSeverityCases = lowered.severityConditions.contains { !$0.isEmpty }
        self.firstSeverityRun = rules.count + ruleSet.filters.count
        self.captures = lowered.captures
        self.routes = routes
        self.sources = CompiledSources(
            definitions,
            lowered.sources,
            firstProgram: conditions.reduce(0) { $0 + $1.count }
        )
        ParallelWork.release(lowered)
    }
}

extension CompiledRules.Run {
    /// The places of lists that stand one behind the other.
    static func runs<Element>(of lists: [[Element]]) -> [CompiledRules.Run] {
        lists.reduce(into: []) { runs, list in
            let base = runs.last.map { $0.base + $0.count } ?? 0
            runs.append(CompiledRules.Run(base: base, count: Int32(list.count)))
        }
    }
}

extension Condition {
    /// The selections that are named outside of negations, in order.
    fileprivate var positiveSelections: [Int] {
        // Most conditions name one or two, each once.
        let named = selections(isPositive: true)
        return named.count < 2 ? named : Array(Set(named)).sorted()
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
