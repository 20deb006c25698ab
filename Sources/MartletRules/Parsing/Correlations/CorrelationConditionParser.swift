/// Reads `condition:` of a correlation: comparisons and fields, or an expression over rules.
///
/// Source: Sigma correlation rules specification 2.1, "Condition"; expressions are those of the
/// drafts of 2.2.
struct CorrelationConditionParser {
    private static let operators = ["and", "or", "not"]

    let type: CorrelationType

    /// Reads the condition that a correlation of the type must or may have.
    ///
    /// That there is none is reported at `start`.
    ///
    /// - Returns: The condition, or `nil` after reporting what is wrong with it.
    func condition(
        _ member: YAMLMember?,
        start: Range<Int>,
        into log: inout DiagnosticLog
    ) -> CorrelationCondition? {
        guard let member, !member.value.isNull else {
            guard type.needsComparison || type.readsField else { return CorrelationCondition() }
            log.error(
                .incompleteCorrelation,
                "a correlation of type '\(type.rawValue)' needs a condition",
                at: member?.key.range ?? start,
                help: type == .newValue
                    ? "add 'condition: {field: ...}'"
                    : "add 'condition:' with a comparison, such as 'gte: 10'"
            )
            return nil
        }
        switch member.value.content {
        case .mapping(let members): return comparison(members, member, into: &log)
        case .scalar(let scalar): return expression(scalar.text, member, into: &log)
        case .sequence:
            log.error(
                .wrongType,
                "the condition of a correlation must be a map of comparisons, not a list",
                at: member.key.range,
                help: "write 'condition: {gte: 10}', and for a range both of its ends"
            )
            return nil
        }
    }

    private func comparison(
        _ members: [YAMLMember],
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> CorrelationCondition? {
        let reader = AttributeReader(members: members)
        let keys = ThresholdParser.keys + ["field", "percentile"]
        var isSound = reader.holdsOnly(
            keys,
            "in the condition of a correlation",
            code: .unknownCorrelationKey,
            help: AttributeReader.listing(keys),
            into: &log
        )
        var condition = CorrelationCondition()
        if let thresholds = ThresholdParser(counts: type.counts).thresholds(members, into: &log) {
            if !thresholds.isEmpty { condition.requirement = .thresholds(thresholds) }
        } else {
            isSound = false
        }
        if isSound { isSound = checkComparisons(condition, reader, member, into: &log) }
        if let fields = fields(reader, member, into: &log) {
            condition.fields = fields
        } else {
            isSound = false
        }
        if case .some(let percentile) = percentile(reader, into: &log) {
            condition.percentile = percentile
        } else {
            isSound = false
        }
        return isSound ? condition : nil
    }

    private func checkComparisons(
        _ condition: CorrelationCondition,
        _ reader: AttributeReader,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> Bool {
        guard case .thresholds = condition.requirement else {
            guard type.needsComparison else { return true }
            log.error(
                .incompleteCorrelation,
                "the condition compares nothing",
                at: member.key.range,
                help:
                    "add one of \(ThresholdParser.keys.joined(separator: ", ")), such as 'gte: 10'"
            )
            return false
        }
        guard type == .newValue else { return true }
        let stray = reader.members.first {
            ThresholdParser.keys.contains($0.key.scalar?.text ?? "")
        }
        log.error(
            .misplacedCorrelationPart,
            "every new value counts; there is no number to compare",
            at: stray?.key.range ?? member.key.range,
            help: "use 'value_count' for many different values"
        )
        return false
    }

    private func fields(
        _ reader: AttributeReader,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> [FieldPath]? {
        guard type.readsField else {
            guard let stray = reader["field"] else { return [] }
            log.error(
                .misplacedCorrelationPart,
                "a correlation of type '\(type.rawValue)' reads no field",
                at: stray.key.range,
                help: type == .eventCount ? "use 'value_count' to count different values" : nil
            )
            return nil
        }
        guard case .some(let found) = reader.fields("field", into: &log) else { return nil }
        guard let found else {
            log.error(
                .incompleteCorrelation,
                "the condition names no field",
                at: reader["field"]?.key.range ?? member.key.range,
                help: "add 'field:' with the field whose values count"
            )
            return nil
        }
        if found.count > 1, type != .valueCount, type != .newValue, let field = reader["field"] {
            log.error(
                .wrongType,
                "a correlation of type '\(type.rawValue)' reads one field, not \(found.count)",
                at: field.value.range
            )
            return nil
        }
        return found
    }

    private func percentile(_ reader: AttributeReader, into log: inout DiagnosticLog) -> Double?? {
        guard let member = reader["percentile"], !member.value.isNull else { return .some(nil) }
        guard type == .valuePercentile else {
            log.error(
                .misplacedCorrelationPart,
                "'percentile' says nothing for the type '\(type.rawValue)'",
                at: member.key.range,
                help: "use the type 'value_percentile'"
            )
            return nil
        }
        guard case .number(let number) = member.value.scalar?.value, (0...100) ~= number.double
        else {
            log.error(
                .wrongType,
                "'percentile' must be a number from 0 to 100",
                at: member.value.range
            )
            return nil
        }
        return .some(number.double)
    }

    /// Reads `a and (b or c)`, whose names are those of rules.
    private func expression(
        _ text: String,
        _ member: YAMLMember,
        into log: inout DiagnosticLog
    ) -> CorrelationCondition? {
        guard type == .temporal else {
            log.error(
                .wrongType,
                "the condition must be a map of comparisons, not "
                    + member.value.kindDescription,
                at: member.value.range,
                help: type == .temporalOrdered
                    ? "only 'temporal' knows conditions over rules"
                    : "write 'condition: {gte: 10}'"
            )
            return nil
        }
        // One that is too long is refused by the parser, whatever its names are.
        let isReadable = text.utf8.count <= ConditionParser.byteLimit
        let words = isReadable ? ConditionLexer(text).tokens().filter { $0.kind == .word } : []
        if let word = words.first(where: { $0.isKeyword("of") }) {
            log.error(
                .invalidCondition,
                "rules are named one by one here, not by 'of'",
                at: log.file.range(of: word.range, in: member.value),
                help: "write 'a and b'; for a number of rules 'condition: {gte: 2}'"
            )
            return nil
        }
        var condition = CorrelationCondition()
        // Names are bytes, as in ConditionParser.
        var seen: Set<[UInt8]> = []
        for word in words where !Self.operators.contains(where: word.isKeyword) {
            guard seen.insert(Array(word.text.utf8)).inserted else { continue }
            let range = log.file.range(of: word.range, in: member.value)
            condition.names.append(RuleReference(text: word.text, range: range))
        }
        var parser = ConditionParser(selectionNames: condition.names.map(\.text), noun: "rule")
        guard let expression = parser.condition(text, member.value, into: &log) else { return nil }
        condition.requirement = .expression(expression)
        return condition
    }
}
