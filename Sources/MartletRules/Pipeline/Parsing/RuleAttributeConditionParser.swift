/// Reads the condition `rule_attribute`: an attribute, a value, and how they compare.
struct RuleAttributeConditionParser {
    private static let lists = ["tags", "references", "falsepositives", "fields", "scope"]
    private static let texts = [
        "title", "id", "name", "description", "author", "license", "taxonomy",
    ]
    private static let memberRelations = ["in", "not_in"]

    /// - Returns: The condition, or `nil` after reporting why it cannot be one.
    func condition(
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> RuleAttributeCondition? {
        let name = reader.requiredText("attribute", into: &log)
        let valueMember = reader.required("value", into: &log)
        let value = reader.scalar(valueMember, into: &log)
        let operatorMember = reader.member("op")
        let word = reader.scalar(operatorMember, into: &log)?.text ?? "eq"
        guard let name, let valueMember, let value else { return nil }
        let range = operatorMember?.value.range ?? reader.range
        guard
            let test = test(name, word, value, valueMember.value.range, range, &reader, into: &log)
        else { return nil }
        return RuleAttributeCondition(name: name, test: test)
    }

    private func test(
        _ name: String,
        _ word: String,
        _ value: YAMLScalar,
        _ valueRange: Range<Int>,
        _ operatorRange: Range<Int>,
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> RuleAttributeCondition.Test? {
        if Self.lists.contains(name) || Self.memberRelations.contains(word) {
            guard let isMember = ["in": true, "not_in": false][word], !isScalar(name) else {
                let wanted = Self.lists.contains(name) ? "'in' or 'not_in'" : "no list operator"
                let message = "the attribute '\(name)' needs \(wanted), not '\(word)'"
                reader.fail(at: operatorRange, message, into: &log)
                return nil
            }
            return .isMember(value.text, isMember)
        }
        guard let relation = ScalarComparison.Relation(rawValue: word) else {
            let words = ScalarComparison.Relation.allCases.map(\.rawValue) + Self.memberRelations
            let help = "use one of \(words.joined(separator: ", "))"
            reader.fail(at: operatorRange, "unknown operator '\(word)'", help: help, into: &log)
            return nil
        }
        switch name {
        case "level":
            guard let level = Level(rawValue: value.text.lowercased()) else {
                return fail("level", value, valueRange, &reader, into: &log)
            }
            return .level(relation, level)
        case "status":
            let status = RuleAttributeCondition.statuses.firstIndex(of: value.text.lowercased())
            guard let status else { return fail("status", value, valueRange, &reader, into: &log) }
            return .status(relation, status)
        default:
            if Self.texts.contains(name), relation != .equal, relation != .unequal {
                let message = "the attribute '\(name)' needs 'eq' or 'ne', not '\(word)'"
                reader.fail(at: operatorRange, message, into: &log)
                return nil
            }
            return .compare(ScalarComparison(relation: relation, value: value))
        }
    }

    private func isScalar(_ name: String) -> Bool {
        Self.texts.contains(name) || name == "level" || name == "status"
    }

    private func fail(
        _ name: String,
        _ value: YAMLScalar,
        _ range: Range<Int>,
        _ reader: inout PipelineMapReader,
        into log: inout DiagnosticLog
    ) -> RuleAttributeCondition.Test? {
        reader.fail(at: range, "there is no \(name) '\(value.text)'", into: &log)
        return nil
    }
}
