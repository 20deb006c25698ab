/// A rule on its way through a pipeline, and what was done to it so far.
///
/// Items are told apart by where they stand: no two places of a file hold one item.
struct RuleProcessing {
    /// The rule was refused; the reason is in the log.
    struct Refused: Error {}

    /// What a rule is processed for.
    enum Role {
        case itself
        /// For a filter, whose rules get what is added to conditions themselves.
        case filter
        /// For the fields that a correlation reads of the rule's events.
        case correlation
    }

    /// The rule as it is by now.
    var rule: Rule
    /// What the rule stands for.
    let role: Role
    /// Fields that are read of the rule's events beside those that it names.
    var readFields: [FieldReference] = []
    private let variables: [String: [String]]
    let shared: ValueParser.Shared
    /// What `set_state` noted.
    var state: [String: YAMLScalar] = [:]
    /// What `set_custom_attribute` noted.
    var attributes: [String: YAMLScalar] = [:]
    /// The steps that were taken for the rule, by id.
    private(set) var stepsOfRule: Set<String> = []
    /// The steps that changed an item.
    private(set) var stepsOfItem: [SourceLocation: Set<String>] = [:]
    /// The steps that led to a field name.
    var stepsOfField: [String: Set<String>] = [:]

    init(
        _ rule: Rule,
        role: Role,
        variables: [String: [String]],
        shared: ValueParser.Shared
    ) {
        self.rule = rule
        self.role = role
        self.variables = variables
        self.shared = shared
    }

    /// Takes the steps one after the other.
    mutating func apply(
        _ items: [ProcessingItem],
        into log: inout DiagnosticLog
    ) throws(Refused) {
        for step in items where holds(step.ruleConditions) {
            if let id = step.id { stepsOfRule.insert(id) }
            try apply(step, into: &log)
        }
    }

    private mutating func apply(
        _ step: ProcessingItem,
        into log: inout DiagnosticLog
    ) throws(Refused) {
        switch step.transformation {
        case .fieldNames(let transformation):
            rename(transformation, step)
        case .values(let transformation):
            try changeItems(step, into: &log) { item, log throws(Refused) in
                try transformation.apply(to: item, of: step, into: &log)
            }
        case .splitHashes(let splitting):
            try changeItems(step, into: &log) { item, log throws(Refused) in
                try splitting.apply(to: item, of: step, into: &log)
            }
        case .placeholders(let transformation):
            try resolve(transformation, step, into: &log)
        case .fieldList(.add(let names)): rule.fields += names
        case .fieldList(.remove(let names)): rule.fields.removeAll { names.contains($0) }
        case .fieldList(.set(let names)): rule.fields = names
        case .dropItems:
            try changeItems(step, into: &log) { _, _ in .removed }
        case .failItem(let message):
            try changeItems(step, into: &log) { item, log throws(Refused) in
                log.refuse(message, at: item.location, by: step)
                throw Refused()
            }
        case .failRule(let message):
            log.refuse(message, at: rule.location, by: step)
            throw Refused()
        case .addCondition(let condition):
            try add(condition, step, into: &log)
        case .changeLogSource(let source): rule.logSource = source
        case .setState(let key, let value): state[key] = value
        case .setAttribute(let name, let value): attributes[name] = value
        case .nest(let items): try apply(items, into: &log)
        }
    }

    /// Puts texts in the place of placeholders.
    private mutating func resolve(
        _ transformation: PlaceholderTransformation,
        _ step: ProcessingItem,
        into log: inout DiagnosticLog
    ) throws(Refused) {
        let (variables, shared) = (variables, shared)
        try changeItems(step, into: &log) { item, log throws(Refused) in
            let names = item.values.flatMap(\.pending).flatMap(\.names)
            let placeholders = transformation.placeholders(for: names, variables: variables)
            guard !placeholders.values.isEmpty else { return .none }
            var resolved = item
            let resolver = PlaceholderResolver(placeholders, shared: shared)
            guard resolver.resolve(&resolved, into: &log) else { throw Refused() }
            return .replaced(resolved)
        }
    }

    /// Notes that a step changed an item.
    mutating func note(_ step: ProcessingItem, of item: DetectionItem) {
        guard let id = step.id else { return }
        stepsOfItem[item.location, default: []].insert(id)
    }
}
