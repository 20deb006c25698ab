internal import MartletRules

/// Rules as predicates over numbered atoms and fields: what the rest of the compiler starts from.
struct LoweredRules {
    /// For each rule, its selections by name, in the order of the rule.
    private(set) var selections: [[(name: String, predicate: Predicate)]] = []
    /// For each rule, its conditions.
    private(set) var conditions: [[Predicate]] = []
    /// For each rule, the parts of its message.
    private(set) var messages: [[CompiledRules.MessagePart]] = []
    let atoms: [AtomTable.Atom]
    /// The path of each field; `nil` for the keywords.
    let paths: [FieldPath?]
    let sources: LoweredSources
    /// The fields that rules read.
    private let ruleFields: Set<Int>
    /// The fields that serve no more than to know events and envelopes.
    private let recognitionFields: Set<Int>

    init(_ rules: [Rule], sources definitions: [LogSourceDefinition]) {
        var builder = PredicateBuilder()
        var sources = LoweredSources(definitions, &builder)
        for rule in rules {
            let named = rule.detection.selections.map {
                (name: $0.name, predicate: builder.predicate(for: $0.search))
            }
            selections.append(named)
            let admission = sources.admission(of: rule, &builder)
            conditions.append(
                rule.detection.conditions.map {
                    let condition = builder.predicate(for: $0, over: named.map(\.predicate))
                    return Predicate.and([condition, admission]).simplified()
                }
            )
            let message = rule.message?.parts ?? [.text(rule.title)]
            messages.append(
                message.map {
                    switch $0 {
                    case .text(let text): .text(text)
                    case .field(let field): .field(builder.field(field.paths[0]))
                    }
                }
            )
        }
        ruleFields = Set(builder.atoms.atoms.map(\.field))
        let firstField = builder.fields.paths.count
        sources.lowerRecognition(&builder)
        let lastField = builder.fields.paths.count
        sources.lowerRedaction(&builder)
        let redactionFields = sources.redactionFields(atoms: builder.atoms.atoms)
        recognitionFields = Set(firstField..<lastField).subtracting(redactionFields)
        self.sources = sources
        atoms = builder.atoms.atoms
        paths = builder.fields.paths
    }

    /// The trie of the fields that rules read, and for events whose beginning does not tell their
    /// source those that do.
    ///
    /// Leaves out what only signals show, so that events that do not match do not pay for signals.
    func ruleTrie(isEager: [Bool]) -> FieldTrie {
        let isTyped = paths.indices.map { isEager[$0] || ruleFields.contains($0) }
        let untyped = Set(sources.fieldsOfUntypedEvents(atoms: atoms))
        let readPaths = paths.indices.map { isTyped[$0] || untyped.contains($0) ? paths[$0] : nil }
        var builder = FieldTrieBuilder(fields: readPaths, isEager: isEager, isTyped: isTyped)
        return builder.build()
    }

    /// The trie of all fields that signals may show or depend on.
    func signalTrie() -> FieldTrie {
        let isEager = Array(repeating: true, count: paths.count)
        let shown = paths.indices.map { recognitionFields.contains($0) ? nil : paths[$0] }
        var builder = FieldTrieBuilder(fields: shown, isEager: isEager, isTyped: [])
        return builder.build()
    }
}
