internal import MartletRules

/// Rules as predicates over numbered atoms and fields: what the rest of the compiler starts from.
struct LoweredRules {
    /// For each rule, its selections by name, in the order of the rule.
    private(set) var selections: [[(name: String, predicate: Predicate)]] = []
    /// For each rule, its conditions.
    private(set) var conditions: [[Predicate]] = []
    /// For each filter, its conditions.
    private(set) var filterConditions: [[Predicate]] = []
    /// For each rule, the conditions of the levels that the event decides.
    private(set) var severityConditions: [[Predicate]] = []
    /// For each rule, what is taken from the events that it matches.
    let captures: [CompiledCapture]
    /// For each rule, the parts of its message.
    private(set) var messages: [[CompiledRules.MessagePart]] = []
    let atoms: [AtomTable.Atom]
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
        outlines: [MatchOutline],
        filters: [Filter],
        sources definitions: [LogSourceDefinition]
    ) {
        var builder = PredicateBuilder()
        var sources = LoweredSources(definitions, &builder)
        for rule in rules {
            let named = rule.detection.selections.map {
                (name: $0.name, predicate: builder.predicate(for: $0.search))
            }
            selections.append(named)
            let admission = sources.admission(of: rule, &builder)
            conditions.append(
                builder.conditions(of: rule.detection, over: named.map(\.predicate))
                    .map { Predicate.and([$0, admission]).simplified() }
            )
            severityConditions.append(
                rule.eventSeverities.map { severity in
                    let selections = named.map(\.predicate)
                    return builder.predicate(for: severity.condition, over: selections)
                        .simplified()
                }
            )
            let message = rule.message?.parts ?? [.text(rule.title)]
            messages.append(
                message.map {
                    switch $0 {
                    case .text(let text): .text(text)
                    case .field(let field): .field(builder.field(field))
                    }
                }
            )
        }
        for filter in filters {
            let selections = filter.detection.selections.map {
                builder.predicate(for: $0.search)
            }
            filterConditions.append(builder.conditions(of: filter.detection, over: selections))
        }
        ruleFields = builder.atoms.atoms.map(\.field)
        captures = outlines.map { outline in
            CompiledCapture(outline) { builder.field($0) }
        }
        if captures.contains(where: \.isCollected) { sources.lowerDuplicateKeys(&builder) }
        let firstField = builder.fields.sources.count
        sources.lowerRecognition(&builder)
        let lastField = builder.fields.sources.count
        sources.lowerRedaction(&builder)
        let redactionFields = sources.redactionFields(atoms: builder.atoms.atoms)
        recognitionFields = Set(firstField..<lastField).subtracting(redactionFields)
        self.sources = sources
        atoms = builder.atoms.atoms
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

extension PredicateBuilder {
    /// The predicates of a detection's conditions, given those of its selections.
    fileprivate func conditions(
        of detection: Detection,
        over selections: [Predicate]
    ) -> [Predicate] {
        detection.conditions.map { predicate(for: $0, over: selections).simplified() }
    }
}
