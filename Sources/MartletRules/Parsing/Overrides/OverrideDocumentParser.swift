/// Reads documents with `overrides:`, a list of what a site changes about rules.
struct OverrideDocumentParser {
    /// What tells such a document from others.
    static let marker = "overrides"

    private static let keys = ["rule", "level", "enabled", "exclude"]
    /// What a document of another kind has.
    private static let otherKeys = [
        "title", "logsource", "detection", "correlation", "filter", "log_source", "rule", "tests",
        "lists",
    ]

    let shared: ValueParser.Shared
    /// The day on which the overrides are to be used, or `nil` if nothing shall expire.
    let today: CalendarDate?

    /// Whether a document is one of overrides, whatever its file is called.
    static func holdsOverrides(_ document: YAMLDocument) -> Bool {
        guard let attributes = document.attributes else { return false }
        return attributes[marker] != nil && otherKeys.allSatisfy { attributes[$0] == nil }
    }

    /// Reads a document of which ``holdsOverrides(_:)`` is true, and reports every mistake in it.
    func overrides(
        _ document: YAMLDocument,
        into log: inout DiagnosticLog
    ) -> OverrideDocument? {
        guard document.flaw == nil, let attributes = document.attributes,
            let body = attributes[Self.marker]
        else { return nil }
        _ = attributes.holdsOnly(
            [Self.marker],
            "in a document of overrides",
            code: .invalidOverride,
            help: "divide the documents with '---'",
            into: &log
        )
        guard case .sequence(let elements) = body.value.content else {
            log.error(
                .invalidOverride,
                "'overrides' must be a list, not \(body.value.kindDescription)",
                at: body.key.range,
                help: "write '- rule: ID' below it"
            )
            return nil
        }
        return OverrideDocument(
            overrides: elements.compactMap { override($0, into: &log) },
            file: log.file
        )
    }

    private func override(_ node: YAMLNode, into log: inout DiagnosticLog) -> RuleOverride? {
        guard case .mapping(let members) = node.content else {
            log.error(
                .invalidOverride,
                "an override must be a map, not \(node.kindDescription)",
                at: node.range,
                help: "write 'rule: ID' and what is to be changed"
            )
            return nil
        }
        let reader = AttributeReader(members: members)
        var isSound = reader.holdsOnly(
            Self.keys,
            "in an override",
            code: .invalidOverride,
            help: AttributeReader.listing(Self.keys),
            into: &log
        )
        let start = members.first?.key.range ?? node.range
        let rule = rule(reader, start, into: &log)
        let level = reader["level"].map { member in
            Level.parse(member, into: &log).map {
                RuleOverride.Setting(value: $0, range: member.key.range)
            }
        }
        let enabled = reader.boolean("enabled", into: &log)
        let exclusions = reader["exclude"].map { self.exclusions($0, into: &log) } ?? []
        if case .some(.none) = level { isSound = false }
        if isSound, members.count == 1, rule != nil {
            log.error(
                .invalidOverride,
                "the override changes nothing",
                at: start,
                help: "add 'level', 'enabled: false' or 'exclude'"
            )
            return nil
        }
        guard isSound, let rule, let exclusions, case .some(let isEnabled) = enabled else {
            return nil
        }
        return RuleOverride(
            rule: rule,
            level: level ?? nil,
            isEnabled: isEnabled.flatMap { value in
                reader["enabled"].map { .init(value: value, range: $0.key.range) }
            },
            exclusions: exclusions,
            exclusionRange: reader["exclude"]?.key.range
        )
    }

    private func rule(
        _ reader: AttributeReader,
        _ start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> RuleReference? {
        guard let member = reader["rule"] else {
            if reader.misspelt(Self.keys).isEmpty {
                log.error(
                    .invalidOverride,
                    "the override names no rule",
                    at: start,
                    help: "add 'rule:' with the id or the name of the rule"
                )
            }
            return nil
        }
        guard let text = member.value.scalar?.text, !text.isEmpty, !member.value.isNull else {
            log.error(
                .invalidOverride,
                "'rule' must be an id or a name, not \(member.value.kindDescription)",
                at: member.key.range
            )
            return nil
        }
        return RuleReference(text: text, range: member.value.range)
    }

    /// - Returns: The exclusions, or `nil` after reporting what is wrong with one.
    private func exclusions(
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> [RuleOverride.Exclusion]? {
        guard case .sequence(let elements) = member.value.content, !elements.isEmpty else {
            log.error(
                .invalidOverride,
                "'exclude' must be a list of what is excluded, not "
                    + (member.value.content.isSequence
                        ? "an empty one" : member.value.kindDescription),
                at: member.key.range,
                help: "write '- field: value' below it"
            )
            return nil
        }
        let parser = ExclusionParser(shared: shared, today: today)
        let exclusions = elements.compactMap { parser.exclusion($0, of: member, into: &log) }
        return exclusions.count == elements.count ? exclusions : nil
    }
}

extension YAMLNode.Content {
    fileprivate var isSequence: Bool {
        if case .sequence = self { true } else { false }
    }
}
