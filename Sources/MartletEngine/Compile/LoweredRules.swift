internal import MartletRules

/// Rules as predicates over numbered atoms and fields: what the rest of the compiler starts from.
struct LoweredRules: Sendable {
    /// For each rule, its selections by name, in the order of the rule.
    let selections: [[(name: String, predicate: Predicate)]]
    /// For each rule, its conditions.
    let conditions: [[Predicate]]
    /// For each filter, its conditions.
    private(set) var filterConditions: [[Predicate]] = []
    /// For each rule, the conditions of the levels that the event decides.
    let severityConditions: [[Predicate]]
    /// For each rule, what is taken from the events that it matches.
    let captures: [CompiledCapture]
    /// For each rule, the parts of its message.
    let messages: [[CompiledRules.MessagePart]]
    let atoms: AtomTable
    let fields: FieldRegistry
    /// What rules ask of the elements of fields.
    let scopes: [ElementScope]
    let sources: LoweredSources
    /// The fields that rules read.
    private let ruleFields: [Int]
    /// The fields that serve no more than to know events and envelopes.
    private let recognitionFields: Set<Int>

    init(
        _ rules: [Rule],
        routes: SourceRoutes,
        outlines: [MatchOutline],
        filters: [Filter],
        sources definitions: [LogSourceDefinition]
    ) {
        var builder = PredicateBuilder()
        var sources = LoweredSources(definitions, &builder)
        // Two halves on two threads, each with tables of its own, which are joined faster than made.
        let middle = rules.count / 2
        let start = builder
        var (part, other) = ParallelWork.both {
            LoweredPart(rules, 0..<middle, routes: routes, builder: start)
        } _: {
            LoweredPart(rules, middle..<rules.count, routes: routes, builder: PredicateBuilder())
        }
        part.join(other)
        ParallelWork.release(consume other)
        selections = part.selections
        conditions = part.conditions
        severityConditions = part.severityConditions
        messages = part.messages
        builder = part.builder
        for filter in filters {
            let selections = filter.detection.selections.map {
                builder.predicate(for: $0.search)
            }
            filterConditions.append(
                filter.detection.conditions.map {
                    builder.predicate(for: $0, over: selections).simplified()
                }
            )
        }
        ruleFields = builder.atoms.fields
        captures = outlines.map { outline in
            CompiledCapture(outline) { builder.field($0) }
        }
        if captures.contains(where: \.isCollected) { sources.lowerDuplicateKeys(&builder) }
        let firstField = builder.fields.sources.count
        sources.lowerRecognition(&builder)
        let lastField = builder.fields.sources.count
        sources.lowerRedaction(&builder)
        let redactionFields = sources.redactionFields(atoms: builder.atoms)
        recognitionFields = Set(firstField..<lastField).subtracting(redactionFields)
        self.sources = sources
        atoms = builder.atoms
        fields = builder.fields
        scopes = builder.scopes
    }

    /// The trie of the fields that rules read, and for events whose beginning does not tell their
    /// source those that do.
    ///
    /// Leaves out what only signals show, so that events that do not match do not pay for signals.
    func ruleTrie(isEager: [Bool]) -> FieldTrie {
        let typed = zip(marked(ruleFields), isEager).map { $0 || $1 }
        let untyped = marked(sources.fieldsOfUntypedEvents(atoms: atoms))
        let isRead = zip(typed, untyped).map { $0 || $1 }
        return fields.trie(
            of: fields.closure(of: isRead),
            isEager: fields.closure(of: isEager),
            isTyped: fields.closure(of: typed)
        )
    }

    /// The trie of all fields that signals may show or depend on.
    func signalTrie() -> FieldTrie {
        let all = Array(repeating: true, count: fields.sources.count)
        let isShown = fields.sources.indices.map { !recognitionFields.contains($0) }
        return fields.trie(of: fields.closure(of: isShown), isEager: all, isTyped: [])
    }

    private func marked(_ numbers: [Int]) -> [Bool] {
        var result = Array(repeating: false, count: fields.sources.count)
        for number in numbers { result[number] = true }
        return result
    }
}
