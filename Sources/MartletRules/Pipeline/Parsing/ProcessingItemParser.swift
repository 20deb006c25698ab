/// Reads one step of a pipeline: `id`, `type`, what the type needs, and its conditions.
struct ProcessingItemParser {
    let shared: ValueParser.Shared

    /// Reads a step.
    ///
    /// - Returns: The step, or `nil` after reporting every error in it.
    func item(_ node: YAMLNode, into log: inout DiagnosticLog) -> ProcessingItem? {
        guard var reader = PipelineMapReader(node, kind: "a transformation", into: &log),
            let type = reader.required("type", into: &log)
        else { return nil }
        let transformations = TransformationParser(shared: shared)
        guard transformations.check(type, into: &log) else { return nil }
        let id = reader.text("id", into: &log)
        let conditions = ProcessingConditionParser(shared: shared)
        let rule = group("rule", &reader, into: &log) {
            conditions.ruleCondition($0, into: &$1)
        }
        let item = group("detection_item", &reader, into: &log) {
            conditions.itemCondition($0, into: &$1)
        }
        let field = group("field_name", &reader, into: &log) {
            conditions.fieldCondition($0, into: &$1)
        }
        let transformation = transformations.transformation(type, &reader, into: &log)
        guard reader.finish(into: &log), let transformation, let rule, let item, let field else {
            return nil
        }
        return ProcessingItem(
            id: id,
            transformation: transformation,
            ruleConditions: rule,
            itemConditions: item,
            fieldConditions: field,
            location: log.file.location(at: type.key.range.lowerBound)
        )
    }

    /// Reads `<kind>_conditions` and what joins them: `_cond_op`, `_cond_not`, `_cond_expr`.
    private func group<Element: Sendable>(
        _ kind: String,
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog,
        parsing parse: (YAMLNode, inout DiagnosticLog) -> Element?
    ) -> ConditionGroup<Element>? {
        let list = reader.member("\(kind)_conditions")
        let operatorMember = reader.member("\(kind)_cond_op")
        let isDisjunction: Bool? = joining(operatorMember, &reader, into: &log)
        let isNegated = reader.flag("\(kind)_cond_not", into: &log)
        let expressionMember = reader.member("\(kind)_cond_expr")
        guard let list, let (names, nodes) = elements(list, &reader, into: &log), !nodes.isEmpty
        else {
            if let member = operatorMember ?? expressionMember {
                let range = member.key.range
                reader.fail(at: range, "there are no '\(kind)_conditions' to join", into: &log)
            }
            return ConditionGroup(conditions: [], expression: nil)
        }
        let conditions = nodes.compactMap { parse($0, &log) }
        var expression: Condition
        if let member = expressionMember {
            if let operatorMember {
                let range = operatorMember.key.range
                let message = "an operator beside the expression '\(kind)_cond_expr' says nothing"
                reader.fail(at: range, message, help: "keep one of them", into: &log)
            }
            guard let read = self.expression(member, names, list, &reader, into: &log) else {
                return nil
            }
            expression = read
        } else {
            let members = nodes.indices.map { Condition.selection($0) }
            expression = isDisjunction == true ? .or(members) : .and(members)
        }
        if isNegated { expression = .not(expression) }
        guard conditions.count == nodes.count else { return nil }
        return ConditionGroup(conditions: conditions, expression: expression)
    }

    /// How conditions are joined without an expression.
    private enum Joining: String, CaseIterable {
        case and
        case or
    }

    private func joining(
        _ member: YAMLMember?,
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> Bool? {
        let joining: Joining? = reader.choice(member, into: &log)
        return joining.map { $0 == .or }
    }

    /// The conditions of a list, or those of a map with their names.
    private func elements(
        _ list: YAMLMember,
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> (names: [String]?, nodes: [YAMLNode])? {
        switch list.value.content {
        case .sequence(let nodes): return (nil, nodes)
        case .mapping(let members):
            return (members.map { $0.key.scalar?.text ?? "" }, members.map(\.value))
        case .scalar:
            reader.refuse(list, "a list of conditions, or a map of them by name", into: &log)
            return nil
        }
    }

    /// Reads an expression over the names of conditions, all of which it must use.
    private func expression(
        _ member: YAMLMember,
        _ names: [String]?,
        _ list: YAMLMember,
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> Condition? {
        guard let names else {
            let message = "an expression needs conditions with names"
            let help = "write a map of them, 'name: {type: ...}'"
            reader.fail(at: list.key.range, message, help: help, into: &log)
            return nil
        }
        guard let text = reader.scalar(member, into: &log)?.text else { return nil }
        var parser = ConditionParser(selectionNames: names, noun: "condition")
        guard let expression = parser.condition(text, member.value, into: &log) else { return nil }
        for index in names.indices where !parser.usedSelections.contains(index) {
            guard case .mapping(let members) = list.value.content else { continue }
            let message = "the expression does not use the condition '\(names[index])'"
            reader.fail(at: members[index].key.range, message, into: &log)
        }
        return expression
    }
}
