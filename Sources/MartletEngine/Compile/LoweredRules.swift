internal import MartletRules

/// Rules as predicates over numbered atoms and fields: what the rest of the compiler starts from.
struct LoweredRules {
    /// For each rule, its selections by name, in the order of the rule.
    private(set) var selections: [[(name: String, predicate: Predicate)]] = []
    /// For each rule, its conditions.
    private(set) var conditions: [[Predicate]] = []
    /// For each filter, its conditions.
    private(set) var filterConditions: [[Predicate]] = []
    /// For each rule, the parts of its message.
    private(set) var messages: [[CompiledRules.MessagePart]] = []
    let atoms: [AtomTable.Atom]
    let fields: FieldRegistry
    /// What rules ask of the elements of fields.
    let scopes: [ElementScope]
    let signalFields: SignalFields
    let envelopeFields: EnvelopeFields

    init(_ rules: [Rule], filters: [Filter] = []) {
        var builder = PredicateBuilder()
        signalFields = SignalFields { builder.field($0) }
        envelopeFields = EnvelopeFields { builder.field($0) }
        for rule in rules {
            let named = rule.detection.selections.map {
                (name: $0.name, predicate: builder.predicate(for: $0.search))
            }
            selections.append(named)
            conditions.append(
                builder.conditions(of: rule.detection, over: named.map(\.predicate))
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
        atoms = builder.atoms.atoms
        fields = builder.fields
        scopes = builder.scopes
    }

    /// The trie of the fields that rules read.
    ///
    /// Leaves out what only signals show, so that events that do not match do not pay for signals.
    func ruleTrie(isEager: [Bool]) -> FieldTrie {
        var isRead = isEager
        for atom in atoms { isRead[atom.field] = true }
        isRead[envelopeFields.items] = true
        return fields.trie(of: fields.closure(of: isRead), isEager: fields.closure(of: isEager))
    }

    /// The trie of all fields.
    func signalTrie() -> FieldTrie {
        let all = Array(repeating: true, count: fields.sources.count)
        return fields.trie(of: all, isEager: all)
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
