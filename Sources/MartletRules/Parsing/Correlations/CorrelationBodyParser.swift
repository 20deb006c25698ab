/// Reads the map `correlation:`.
///
/// Source: Sigma correlation rules specification 2.1, "Correlation section".
struct CorrelationBodyParser {
    /// How many rules a correlation may name.
    private static let ruleLimit = 1_000

    /// Reads the map.
    ///
    /// - Returns: What it says, or `nil` after reporting every mistake in it.
    func body(_ member: YAMLMember, into log: inout DiagnosticLog) -> CorrelationBody? {
        guard case .mapping(let members) = member.value.content else {
            log.error(
                .wrongType,
                "'correlation' must be a map, not \(member.value.kindDescription)",
                at: member.key.range,
                help: "start it with 'type:' and 'rules:'"
            )
            return nil
        }
        let reader = AttributeReader(members: members)
        let start = member.key.range
        let type = type(reader, start, into: &log)
        let keys = CorrelationAttribute.allCases.map(\.rawValue)
        let isKnown = reader.holdsOnly(
            keys,
            "in a correlation",
            code: .unknownCorrelationKey,
            help: AttributeReader.listing(keys),
            into: &log
        )
        let groupBy = reader.fields(CorrelationAttribute.groupBy.rawValue, into: &log)
        let aliases = aliases(reader, into: &log)
        let generates = reader.boolean(CorrelationAttribute.generate.rawValue, into: &log)
        guard let type else { return nil }
        let timespan = timespan(reader, of: type, start, into: &log)
        let condition = condition(reader, of: type, start, into: &log)
        let rules = rules(
            reader,
            of: type,
            isOptional: type == .temporal && condition?.names.isEmpty != true,
            start,
            into: &log
        )
        guard isKnown, case .some(let groupBy) = groupBy, case .some(let generates) = generates,
            let aliases, let timespan, let condition, let rules
        else { return nil }
        return CorrelationBody(
            type: type,
            rules: rules,
            groupBy: groupBy ?? [],
            timespan: timespan,
            condition: condition,
            aliases: aliases,
            generates: generates
        )
    }

    /// The type that the map `correlation:` states, if it is one.
    static func statedType(_ member: YAMLMember) -> CorrelationType? {
        guard case .mapping(let members) = member.value.content else { return nil }
        let text = AttributeReader(members: members)["type"]?.value.scalar?.text
        return text.flatMap { CorrelationType(rawValue: $0) }
    }

    private func type(
        _ reader: AttributeReader,
        _ start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> CorrelationType? {
        let names = CorrelationType.allCases.map(\.rawValue)
        guard let member = reader["type"], !member.value.isNull else {
            log.error(
                .incompleteCorrelation,
                "the correlation has no type",
                at: reader["type"]?.key.range ?? start,
                help: "add 'type:' with one of \(names.joined(separator: ", "))"
            )
            return nil
        }
        guard let text = member.value.scalar?.text else {
            let found = member.value.kindDescription
            log.error(.wrongType, "'type' must be text, not \(found)", at: member.key.range)
            return nil
        }
        if let type = CorrelationType(rawValue: text) { return type }
        log.error(
            .unknownCorrelationType,
            "unknown type of correlation '\(text)'",
            at: member.value.range,
            help: Suggestion.help(for: text, among: names)
                ?? "use one of \(names.joined(separator: ", "))"
        )
        return nil
    }

    private func timespan(
        _ reader: AttributeReader,
        of type: CorrelationType,
        _ start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> Int64? {
        guard CorrelationAttribute.timespan.isRead(by: type) else {
            guard let stray = reader["timespan"] else { return 0 }
            log.error(
                .misplacedCorrelationPart,
                "a correlation of type '\(type.rawValue)' has no timespan",
                at: stray.key.range,
                help: "'martlet: {learn: ..., forget: ...}' says how long values are known"
            )
            return nil
        }
        guard case .some(let timespan) = reader.timeSpan("timespan", into: &log) else { return nil }
        if let timespan { return timespan }
        log.error(
            .incompleteCorrelation,
            "the correlation has no timespan",
            at: reader["timespan"]?.key.range ?? start,
            help: "add 'timespan:' with a length of time, such as 5m"
        )
        return nil
    }

    private func condition(
        _ reader: AttributeReader,
        of type: CorrelationType,
        _ start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> CorrelationCondition? {
        let member = reader["condition"]
        guard CorrelationAttribute.condition.isRead(by: type) else {
            guard let member, !member.value.isNull else { return CorrelationCondition() }
            log.error(
                .misplacedCorrelationPart,
                "a correlation of type '\(type.rawValue)' has no condition",
                at: member.key.range,
                help: "it holds when no match of the second rule follows one of the first"
            )
            return nil
        }
        let parser = CorrelationConditionParser(type: type)
        return parser.condition(member, start: start, into: &log)
    }

    // They are optional where the condition may name them instead.

    private func rules(
        _ reader: AttributeReader,
        of type: CorrelationType,
        isOptional: Bool,
        _ start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> [RuleReference]? {
        guard let member = reader["rules"], !member.value.isNull else {
            if isOptional { return [] }
            log.error(
                .incompleteCorrelation,
                "the correlation names no rules",
                at: reader["rules"]?.key.range ?? start,
                help: "add 'rules:' with a list of ids or names"
            )
            return nil
        }
        let found: [RuleReference]?
        switch member.value.content {
        case .scalar(let scalar):
            found = [RuleReference(text: scalar.text, range: member.value.range)]
        case .sequence(let elements): found = RuleReference.list(elements, into: &log)
        case .mapping:
            log.error(
                .wrongType,
                "'rules' must be a list of ids or names, not a map",
                at: member.key.range
            )
            return nil
        }
        guard let found, isFitting(found, member, type, into: &log) else { return nil }
        return found
    }

    private func isFitting(
        _ rules: [RuleReference],
        _ member: YAMLMember,
        _ type: CorrelationType,
        into log: inout DiagnosticLog
    ) -> Bool {
        if type == .absence, rules.count != 2 {
            log.error(
                .incompleteCorrelation,
                "a correlation of type 'absence' names two rules, not \(rules.count)",
                at: member.key.range,
                help: "write 'rules: [a, b]' for an a that no b follows"
            )
            return false
        }
        guard !rules.isEmpty, rules.count <= Self.ruleLimit else {
            log.error(
                .incompleteCorrelation,
                rules.isEmpty
                    ? "the list of rules is empty"
                    : "the correlation names more than \(Self.ruleLimit) rules",
                at: member.key.range
            )
            return false
        }
        return true
    }

    private func aliases(
        _ reader: AttributeReader,
        into log: inout DiagnosticLog
    ) -> [CorrelationDraft.Alias]? {
        guard let member = reader["aliases"], !member.value.isNull else { return [] }
        guard case .mapping(let members) = member.value.content else {
            log.error(
                .wrongType,
                "'aliases' must be a map, not \(member.value.kindDescription)",
                at: member.key.range,
                help: "write the alias, and below it 'rule: field' for each rule"
            )
            return nil
        }
        let aliases = members.compactMap { alias($0, into: &log) }
        return aliases.count == members.count ? aliases : nil
    }

    private func alias(
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> CorrelationDraft.Alias? {
        let name = FieldPath.parse(member.key, into: &log)
        guard case .mapping(let members) = member.value.content else {
            log.error(
                .wrongType,
                "an alias must be a map of rules and fields, not \(member.value.kindDescription)",
                at: member.key.range,
                help: "write 'rule: field' below it for each rule"
            )
            return nil
        }
        var fields: [(rule: RuleReference, path: FieldPath)] = []
        for entry in members {
            guard let rule = RuleReference.list([entry.key], into: &log)?.first,
                let path = FieldPath.parse(entry.value, into: &log)
            else { continue }
            fields.append((rule, path))
        }
        guard let name, fields.count == members.count else { return nil }
        return CorrelationDraft.Alias(name: name, fields: fields)
    }
}
