/// Reads `severity_if:`, a list of cases with a level for each.
struct SeverityCaseParser {
    /// What a case may ask for.
    enum Key: String, CaseIterable {
        case condition
        case count
        case value
    }

    /// What the cases may ask for here.
    let keys: [Key]
    /// The selections that a condition may name; with `nil` conditions are not looked into, because
    /// the selections have mistakes of their own.
    var selectionNames: [String]? = []

    /// Reads the list.
    ///
    /// - Returns: The cases, or `nil` after reporting every mistake in them.
    func cases(_ member: YAMLMember, into log: inout DiagnosticLog) -> [SeverityCase]? {
        guard case .sequence(let elements) = member.value.content, !elements.isEmpty else {
            log.error(
                .invalidSeverityCase,
                "'severity_if' must be a list of cases, not \(member.value.kindDescription)",
                at: member.key.range,
                help: "write '- \(example)' for each case"
            )
            return nil
        }
        let cases = elements.compactMap { severityCase($0, into: &log) }
        return cases.count == elements.count ? cases : nil
    }

    private var example: String {
        keys.contains(.condition)
            ? "{condition: selection, level: high}" : "{count: {gte: 100}, level: high}"
    }

    private func severityCase(_ node: YAMLNode, into log: inout DiagnosticLog) -> SeverityCase? {
        guard case .mapping(let members) = node.content else {
            log.error(
                .invalidSeverityCase,
                "a case must be a map, not \(node.kindDescription)",
                at: node.range,
                help: "write '\(example)'"
            )
            return nil
        }
        let reader = AttributeReader(members: members)
        let keys = Key.allCases.map(\.rawValue) + ["level"]
        let isSound = reader.holdsOnly(
            keys,
            "in a case of 'severity_if'",
            code: .invalidSeverityCase,
            help: AttributeReader.listing(keys),
            into: &log
        )
        let requirement = requirement(reader, node, into: &log)
        guard let level = reader["level"] else {
            log.error(
                .invalidSeverityCase,
                "the case has no level",
                at: members.first?.key.range ?? node.range,
                help: "add 'level:'"
            )
            return nil
        }
        guard let level = Level.parse(level, into: &log), let requirement, isSound else {
            return nil
        }
        return SeverityCase(requirement, level: level)
    }

    private func requirement(
        _ reader: AttributeReader,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> SeverityCase.Requirement? {
        let stated = Key.allCases.compactMap { key in
            reader[key.rawValue].map { (key: key, member: $0) }
        }
        guard let first = stated.first, stated.count == 1 else {
            log.error(
                .invalidSeverityCase,
                stated.isEmpty ? "the case asks for nothing" : "a case asks for one thing only",
                at: stated.last?.member.key.range ?? reader.members.first?.key.range ?? node.range,
                help: "the keys are \(keys.map(\.rawValue).joined(separator: " and ")), "
                    + "one in each case"
            )
            return nil
        }
        guard keys.contains(first.key) else {
            log.error(
                .invalidSeverityCase,
                "'\(first.key.rawValue)' cannot be asked for here",
                at: first.member.key.range,
                help: reason(against: first.key)
            )
            return nil
        }
        switch first.key {
        case .condition: return condition(first.member, into: &log).map { .condition($0) }
        case .count:
            return thresholds(first.member, counts: true, into: &log).map { .count($0) }
        case .value:
            return thresholds(first.member, counts: false, into: &log).map { .value($0) }
        }
    }

    private func reason(against key: Key) -> String {
        switch key {
        case .condition: "a condition asks for selections, which only detection rules have"
        case .count: "matches are counted in correlations, and in rules with a 'window'"
        case .value: "there is a value only where the condition compares one"
        }
    }

    private func condition(_ member: YAMLMember, into log: inout DiagnosticLog) -> Condition? {
        guard let text = member.value.scalar?.text, !member.value.isNull else {
            log.error(
                .invalidSeverityCase,
                "a condition must be text, not \(member.value.kindDescription)",
                at: member.key.range
            )
            return nil
        }
        guard let selectionNames else { return nil }
        var parser = ConditionParser(selectionNames: selectionNames)
        return parser.condition(text, member.value, into: &log)
    }

    private func thresholds(
        _ member: YAMLMember,
        counts: Bool,
        into log: inout DiagnosticLog
    ) -> [Correlation.Threshold]? {
        guard case .mapping(let members) = member.value.content, !members.isEmpty else {
            log.error(
                .invalidSeverityCase,
                "comparisons must be a map, not \(member.value.kindDescription)",
                at: member.key.range,
                help: "write '{gte: 100}'"
            )
            return nil
        }
        let isSound = AttributeReader(members: members).holdsOnly(
            ThresholdParser.keys,
            "in comparisons",
            code: .invalidSeverityCase,
            help: AttributeReader.listing(ThresholdParser.keys),
            into: &log
        )
        let thresholds = ThresholdParser(counts: counts).thresholds(members, into: &log)
        return isSound ? thresholds : nil
    }
}
