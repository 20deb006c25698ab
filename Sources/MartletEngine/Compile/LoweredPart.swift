internal import MartletRules

/// Some of the rules of a set as predicates, over fields and atoms that they number themselves.
struct LoweredPart: Sendable {
    /// For each rule, its selections by name, in the order of the rule.
    private(set) var selections: [[(name: String, predicate: Predicate)]] = []
    /// For each rule, its conditions.
    private(set) var conditions: [[Predicate]] = []
    /// For each rule, the conditions of the levels that the event decides.
    private(set) var severityConditions: [[Predicate]] = []
    /// For each rule, the parts of its message.
    private(set) var messages: [[CompiledRules.MessagePart]] = []
    /// What numbers fields and atoms.
    private(set) var builder: PredicateBuilder
    /// What must hold of an event for the rules of a log source to be tried: few sources have many.
    private var admissions: [LogSource: Predicate] = [:]

    /// Lowers rules.
    ///
    /// - Parameters:
    ///   - rules: All rules.
    ///   - indices: Those to lower.
    ///   - sources: What tells for which events a rule is tried.
    ///   - builder: What numbers fields and atoms.
    init(
        _ rules: [Rule],
        _ indices: Range<Int>,
        sources: LoweredSources,
        builder: PredicateBuilder
    ) {
        self.builder = builder
        // By index: a copy of a rule is one of everything in it.
        for index in indices { add(rules[index], sources) }
    }

    private mutating func add(_ rule: borrowing Rule, _ sources: LoweredSources) {
        let named = rule.detection.selections.map {
            (name: $0.name, predicate: builder.predicate(for: $0.search))
        }
        selections.append(named)
        let admission = admission(of: rule.logSource, sources)
        let selected = named.map(\.predicate)
        conditions.append(
            rule.detection.conditions.map { condition in
                let predicate = builder.predicate(for: condition, over: selected)
                return Predicate.and([predicate, admission]).simplified()
            }
        )
        severityConditions.append(
            rule.eventSeverities.map { severity in
                builder.predicate(for: severity.condition, over: selected).simplified()
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

    private mutating func admission(of source: LogSource, _ sources: LoweredSources) -> Predicate {
        if let known = admissions[source] { return known }
        let admission = sources.admission(of: source, &builder)
        admissions[source] = admission
        return admission
    }

    /// Appends the rules of another part.
    mutating func join(_ other: LoweredPart) {
        let numbers = builder.join(other.builder)
        selections += other.selections.map { named in
            named.map { (name: $0.name, predicate: $0.predicate.renumbered(numbers.atoms)) }
        }
        conditions += other.conditions.map { $0.map { $0.renumbered(numbers.atoms) } }
        severityConditions += other.severityConditions.map {
            $0.map { $0.renumbered(numbers.atoms) }
        }
        messages += other.messages.map { parts in
            parts.map {
                if case .field(let field) = $0 { .field(numbers.fields[field]) } else { $0 }
            }
        }
    }
}
