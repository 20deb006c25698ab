/// Conditions that a pipeline adds to a rule.
extension RuleProcessing {
    /// Adds a selection that must hold, or must not, besides each of the rule's conditions.
    ///
    /// A filter is left as it is: what is asked of an event is asked by the rules that it filters.
    mutating func add(
        _ condition: AddedCondition,
        _ step: ProcessingItem,
        into log: inout DiagnosticLog
    ) throws(Refused) {
        guard role != .filter else { return }
        let search = try search(of: condition, step, into: &log)
        let index = rule.detection.selections.count
        let selection = Selection(
            name: condition.name,
            search: search,
            location: condition.location
        )
        rule.detection.selections.append(selection)
        let added: Condition = condition.isNegated ? .not(.selection(index)) : .selection(index)
        rule.detection.conditions = rule.detection.conditions.map { .and([added, $0]) }
        noteAll(of: search, step)
    }

    private mutating func noteAll(of search: Search, _ step: ProcessingItem) {
        switch search {
        case .all(let parts), .any(let parts): for part in parts { noteAll(of: part, step) }
        case .elements(let block):
            for selection in block.body.selections { noteAll(of: selection.search, step) }
        case .item(let item): note(step, of: item)
        }
    }

    /// The condition's search, with the parts of the rule's log source put into a template.
    private func search(
        of condition: AddedCondition,
        _ step: ProcessingItem,
        into log: inout DiagnosticLog
    ) throws(Refused) -> Search {
        guard let template = condition.template else { return condition.search }
        var missing: String?
        let node = template.mapValues { text in
            LogSourceTemplate(text).text(for: rule.logSource, missing: &missing)
        }
        if let missing {
            log.refuse(
                "the rule's log source has no \(missing), which '$\(missing)' stands for",
                at: rule.location,
                by: step
            )
            throw Refused()
        }
        var templateLog = DiagnosticLog(file: condition.file)
        let parser = SearchParser(shared: shared, isInBlock: false)
        guard let search = parser.search(node, into: &templateLog) else {
            let reason = templateLog.firstError(from: 0)?.message ?? ""
            log.refuse("a template cannot be read: \(reason)", at: rule.location, by: step)
            throw Refused()
        }
        return search
    }
}

extension YAMLNode {
    /// The node with other texts in its leaves, but for the keys of maps.
    fileprivate func mapValues(_ transform: (String) -> String) -> YAMLNode {
        switch content {
        case .scalar(let scalar):
            let text = transform(scalar.text)
            guard text != scalar.text else { return self }
            return YAMLNode(.scalar(YAMLScalar(ofText: text)), range: range)
        case .sequence(let elements):
            return YAMLNode(.sequence(elements.map { $0.mapValues(transform) }), range: range)
        case .mapping(let members):
            let changed = members.map {
                YAMLMember(key: $0.key, value: $0.value.mapValues(transform))
            }
            return YAMLNode(.mapping(changed), range: range)
        }
    }
}
