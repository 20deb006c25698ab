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

    /// Lowers rules.
    ///
    /// - Parameters:
    ///   - rules: All rules.
    ///   - indices: Those to lower.
    ///   - routes: Which events they are for.
    ///   - builder: What numbers fields and atoms.
    init(
        _ rules: [Rule],
        _ indices: Range<Int>,
        routes: SourceRoutes,
        builder: PredicateBuilder
    ) {
        self.builder = builder
        // By index: a copy of a rule is one of everything in it.
        for index in indices {
            self.builder.sources = routes.sources(ofRule: index)
            add(rules[index])
        }
        self.builder.sources = nil
    }

    private mutating func add(_ rule: borrowing Rule) {
        let named = rule.detection.selections.map {
            (name: $0.name, predicate: builder.predicate(for: $0.search))
        }
        selections.append(named)
        let selected = named.map(\.predicate)
        conditions.append(
            rule.detection.conditions.map {
                builder.predicate(for: $0, over: selected).simplified()
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
