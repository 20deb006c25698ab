/// Reads the conditions of a pipeline's steps.
struct ProcessingConditionParser {
    private enum RuleType: String, CaseIterable {
        case logSource = "logsource"
        case containsItem = "contains_detection_item"
        case containsField = "contains_field"
        case itemApplied = "processing_item_applied"
        case state = "processing_state"
        case isRule = "is_sigma_rule"
        case isCorrelation = "is_sigma_correlation_rule"
        case attribute = "rule_attribute"
        case tag
    }

    private enum ItemType: String, CaseIterable {
        case matchString = "match_string"
        case matchValue = "match_value"
        case containsWildcard = "contains_wildcard"
        case isNull = "is_null"
        case itemApplied = "processing_item_applied"
        case state = "processing_state"
    }

    private enum FieldType: String, CaseIterable {
        case include = "include_fields"
        case exclude = "exclude_fields"
        case itemApplied = "processing_item_applied"
        case state = "processing_state"
    }

    private enum NameMode: String, CaseIterable {
        case plain
        case pattern = "re"
    }

    private static let itemKey = "processing_item_id"

    let shared: ValueParser.Shared

    /// Reads a condition on rules, or reports what is wrong with it.
    func ruleCondition(
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> RuleProcessingCondition? {
        condition(node, "a condition on rules", into: &log) { (type: RuleType, reader, log) in
            switch type {
            case .logSource:
                return reader.logSource(into: &log).map { .logSource($0) }
            case .containsField:
                return reader.requiredText("field", into: &log).map { .containsField($0) }
            case .containsItem:
                let field = reader.requiredText("field", into: &log)
                let value = reader.scalar(reader.required("value", into: &log), into: &log)
                guard let field, let value else { return nil }
                return .containsItem(field: field, value: value)
            case .itemApplied:
                return reader.requiredText(Self.itemKey, into: &log).map { .itemApplied($0) }
            case .state: return reader.state(into: &log).map { .state($0) }
            case .isRule: return .isRule(true)
            case .isCorrelation: return .isRule(false)
            case .attribute:
                return RuleAttributeConditionParser().condition(&reader, into: &log)
                    .map { .attribute($0) }
            case .tag: return reader.requiredText("tag", into: &log).map { .tag($0) }
            }
        }
    }

    /// Reads a condition on detection items, or reports what is wrong with it.
    func itemCondition(
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> ItemProcessingCondition? {
        let kind = "a condition on detection items"
        return condition(node, kind, into: &log) { (type: ItemType, reader, log) in
            let test: ItemProcessingCondition.ValueCondition?
            switch type {
            case .itemApplied:
                return reader.requiredText(Self.itemKey, into: &log).map { .itemApplied($0) }
            case .state: return reader.state(into: &log).map { .state($0) }
            case .matchString:
                let pattern = reader.required("pattern", into: &log)
                let isNegated = reader.flag("negate", into: &log)
                test =
                    pattern
                    .flatMap {
                        PipelineRegex(shared: shared).prefixExpression($0.value, into: &log)
                    }
                    .map { .matchesString($0, isNegated: isNegated) }
            case .matchValue:
                test = reader.scalar(reader.required("value", into: &log), into: &log)
                    .map { .equals($0) }
            case .containsWildcard: test = .containsWildcard
            case .isNull: test = .isNull
            }
            let quantifier: ItemProcessingCondition.Quantifier? =
                reader.choice(reader.required("cond", into: &log), into: &log)
            guard let test, let quantifier else { return nil }
            return .value(test, quantifier)
        }
    }

    /// Reads a condition on field names, or reports what is wrong with it.
    func fieldCondition(
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> FieldNameProcessingCondition? {
        let kind = "a condition on field names"
        return condition(node, kind, into: &log) { (type: FieldType, reader, log) in
            switch type {
            case .include: return names(&reader, into: &log).map { .include($0) }
            case .exclude: return names(&reader, into: &log).map { .exclude($0) }
            case .itemApplied:
                return reader.requiredText(Self.itemKey, into: &log).map { .itemApplied($0) }
            case .state: return reader.state(into: &log).map { .state($0) }
            }
        }
    }

    private func names(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> FieldNameProcessingCondition.Names? {
        let mode: NameMode? = reader.choice(reader.member("mode"), into: &log)
        guard let member = reader.required("fields", into: &log),
            let texts = reader.texts(member, into: &log)
        else { return nil }
        guard mode == .pattern else { return .plain(texts) }
        let nodes: [YAMLNode]
        if case .sequence(let elements) = member.value.content {
            nodes = elements
        } else {
            nodes = [member.value]
        }
        let parser = PipelineRegex(shared: shared)
        let patterns = nodes.compactMap { parser.prefixExpression($0, into: &log) }
        return patterns.count == nodes.count ? .patterns(patterns) : nil
    }

    /// Reads what all conditions have: a map with a known `type` and no key that it does not need.
    private func condition<Kind: RawRepresentable<String> & CaseIterable, Result>(
        _ node: YAMLNode,
        _ kind: String,
        into log: inout DiagnosticLog,
        parsing parse: (Kind, inout PipelineMapReader, inout DiagnosticLog) -> Result?
    ) -> Result? {
        guard var reader = PipelineMapReader(node, kind: kind, into: &log),
            let type = reader.required("type", into: &log),
            let name = reader.scalar(type, into: &log)?.text
        else { return nil }
        guard let type = Kind(rawValue: name) else {
            log.error(
                .unknownPipelinePart,
                "\(kind) cannot be of the type '\(name)'",
                at: type.value.range,
                help: Suggestion.help(for: name, among: Kind.allCases.map(\.rawValue))
                    ?? "use one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))"
            )
            return nil
        }
        let result = parse(type, &reader, &log)
        return reader.finish(into: &log) ? result : nil
    }
}

extension PipelineMapReader {
    /// The log source that a map states by at least one of its parts.
    mutating func logSource(into log: inout DiagnosticLog) -> LogSource? {
        let category = text("category", into: &log)
        let product = text("product", into: &log)
        let service = text("service", into: &log)
        guard category != nil || product != nil || service != nil else {
            fail(
                at: range,
                "a log source needs a category, a product or a service",
                into: &log
            )
            return nil
        }
        return LogSource(category: category, product: product, service: service)
    }

    /// A comparison with the state of the pipeline: `key`, `val` and perhaps `op`.
    fileprivate mutating func state(
        into log: inout DiagnosticLog
    ) -> ProcessingStateCondition? {
        let key = requiredText("key", into: &log)
        let value = scalar(required("val", into: &log), into: &log)
        let relation: ScalarComparison.Relation? = choice(member("op"), into: &log)
        guard let key, let value else { return nil }
        let comparison = ScalarComparison(relation: relation ?? .equal, value: value)
        return ProcessingStateCondition(key: key, comparison: comparison)
    }
}
