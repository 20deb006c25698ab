/// Whether a step's conditions hold.
extension RuleProcessing {
    func holds(_ group: ConditionGroup<RuleProcessingCondition>) -> Bool {
        group.holds { condition in
            switch condition {
            case .logSource(let source): source.admits(rule.logSource)
            case .containsField(let name): rule.detection.contains { $0.names(name) }
            case .containsItem(let name, let value):
                rule.detection.contains { item in
                    item.names(name) && item.values.contains { item.holds(value, $0) }
                }
            case .isRule(let expected): expected == (role != .correlation)
            case .attribute(let condition): holds(condition)
            case .tag(let tag): rule.tags.contains(tag)
            case .itemApplied(let id): stepsOfRule.contains(id)
            case .state(let condition): holds(condition)
            }
        }
    }

    func holds(
        _ group: ConditionGroup<ItemProcessingCondition>,
        of item: DetectionItem
    ) -> Bool {
        group.holds { condition in
            switch condition {
            case .value(let condition, .any):
                item.values.contains { item.holds(condition, $0) }
            case .value(let condition, .all):
                item.values.allSatisfy { item.holds(condition, $0) }
            case .itemApplied(let id): stepsOfItem[item.location]?.contains(id) ?? false
            case .state(let condition): holds(condition)
            }
        }
    }

    /// Whether the conditions hold of a field name, which `nil` is for keywords, of the item or block
    /// at a place, if one has it.
    func holds(
        _ group: ConditionGroup<FieldNameProcessingCondition>,
        of name: String?,
        at location: SourceLocation?
    ) -> Bool {
        group.holds { condition in
            switch condition {
            case .include(let names): name.map(names.contains) ?? false
            case .exclude(let names): !(name.map(names.contains) ?? false)
            case .itemApplied(let id):
                location.flatMap { stepsOfItem[$0]?.contains(id) } ?? false
                    || name.flatMap { stepsOfField[$0]?.contains(id) } ?? false
            case .state(let condition): holds(condition)
            }
        }
    }

    /// Whether a step applies to an item: by its values, and by its field or one that it refers to.
    func applies(_ step: ProcessingItem, to item: DetectionItem) -> Bool {
        guard holds(step.itemConditions, of: item) else { return false }
        if step.fieldConditions.expression == nil { return true }
        return item.fieldNames.contains {
            holds(step.fieldConditions, of: $0, at: item.location)
        }
    }

    private func holds(_ condition: ProcessingStateCondition) -> Bool {
        state[condition.key].map(condition.comparison.holds) ?? false
    }

    private func holds(_ condition: RuleAttributeCondition) -> Bool {
        switch condition.test {
        case .level(let relation, let level): return relation.holds(rule.level, level)
        case .status(let relation, let status):
            let index = rule.status.flatMap { RuleAttributeCondition.statuses.firstIndex(of: $0) }
            return index.map { relation.holds($0, status) } ?? false
        case .isMember(let value, let expected):
            return list(condition.name).map { $0.contains(value) == expected } ?? false
        case .compare(let comparison):
            return scalar(condition.name).map(comparison.holds) ?? false
        }
    }

    /// An attribute by its name: Sigma's own, then those that steps gave, then the author's.
    private func scalar(_ attribute: String) -> YAMLScalar? {
        if let text = text(attribute) { return YAMLScalar(ofText: text) }
        let own = rule.customAttributes.first { $0.key.scalar?.text == attribute }
        return attributes[attribute] ?? own?.value.scalar
    }

    private func text(_ attribute: String) -> String? {
        switch attribute {
        case "title": rule.title
        case "id": rule.id
        case "name": rule.name
        case "description": rule.description
        case "author": rule.author
        case "license": rule.license
        case "taxonomy": rule.taxonomy
        case "date": rule.date
        case "modified": rule.modified
        default: nil
        }
    }

    private func list(_ attribute: String) -> [String]? {
        switch attribute {
        case "tags": rule.tags
        case "references": rule.references
        case "falsepositives": rule.falsePositives
        case "fields": rule.fields
        case "scope": rule.scope
        default: nil
        }
    }
}

extension DetectionItem {
    /// The names of the item's field and of those that its values refer to; `nil` for a keyword.
    fileprivate var fieldNames: [String?] {
        let own: [String?] = field?.paths.map(\.description) ?? [nil]
        let references = values.flatMap(\.tests).flatMap { test -> [String] in
            if case .field(let reference, _, _) = test {
                return reference.paths.map(\.description)
            }
            return []
        }
        return own + references
    }

    /// Whether the item's field has the name.
    fileprivate func names(_ name: String) -> Bool {
        guard let field else { return false }
        return field.paths.contains { $0.description == name } || field.description == name
    }

    /// Whether a value is the one that a pipeline writes.
    fileprivate func holds(_ wanted: YAMLScalar, _ value: ItemValue) -> Bool {
        let patterns = patterns(of: value)
        guard patterns.isEmpty else {
            return wanted.value == .text && patterns.contains(TextPattern(parsing: wanted.text))
        }
        return value.scalar.isEqual(to: wanted)
    }

    fileprivate func holds(
        _ condition: ItemProcessingCondition.ValueCondition,
        _ value: ItemValue
    ) -> Bool {
        switch condition {
        case .matchesString(let regex, let isNegated):
            let isMatched = patterns(of: value).contains { pattern in
                regex.matches(String(decoding: pattern.plainText, as: UTF8.self))
            }
            return isMatched != isNegated
        case .equals(let wanted): return holds(wanted, value)
        case .containsWildcard: return patterns(of: value).contains(where: \.hasWildcard)
        case .isNull: return value.tests.contains(.null)
        }
    }
}
