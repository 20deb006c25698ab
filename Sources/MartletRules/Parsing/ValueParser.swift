/// Turns one value of a rule into the test that an event's value must pass.
struct ValueParser {
    let key: ItemKey
    let regexes: RegularExpressionPool

    /// Reads a value under its key's operator.
    ///
    /// - Returns: The test, or `nil` after reporting why the value does not fit.
    func test(_ node: YAMLNode, into log: inout DiagnosticLog) -> ValueTest? {
        guard let scalar = node.scalar else {
            let isMap = if case .mapping = node.content { true } else { false }
            log.error(
                .wrongValue,
                "a value must be text, a number, a boolean or null, not \(node.kindDescription)",
                at: node.range.lowerBound..<node.range.lowerBound + 1,
                help: isMap ? "name nested fields with dots, 'a.b.c: value'" : nil
            )
            return nil
        }
        switch key.modifiers.valueOperator {
        case .equals where key.field != nil: return equality(scalar, node, into: &log)
        case .equals, .contains, .startsWith, .endsWith: return pattern(scalar, node, into: &log)
        case .regex(let options): return regex(scalar, node, options, into: &log)
        case .exists: return existence(scalar, node, into: &log)
        case .cidr: return network(scalar, node, into: &log)
        case .compare(let relation): return comparison(scalar, node, relation, into: &log)
        }
    }

    private func equality(
        _ scalar: YAMLScalar,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> ValueTest? {
        switch scalar.value {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let number): return .number(number)
        case .text:
            let pattern = TextPattern(parsing: scalar.text)
            if pattern.pieces == [.anyRun] {
                log.warning(
                    .matchesAnyValue,
                    "'*' alone only says that the field has a value",
                    at: node.range,
                    help: "use the modifier 'exists'"
                )
            }
            return .text(pattern, caseSensitive: key.modifiers.isCased)
        }
    }

    /// Numbers and booleans count by their text here.
    private func pattern(
        _ scalar: YAMLScalar,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> ValueTest? {
        if scalar.value == .null {
            return refuse(node, "null", "text", help: "write '' for the empty string", into: &log)
        }
        warnIfEmpty(scalar, node, into: &log)
        let pattern = TextPattern(parsing: scalar.text)
        // A keyword is searched anywhere in a value unless an operator anchors it.
        let isContained =
            key.modifiers.valueOperator == .contains || key.modifiers.valueOperator == .equals
        let unanchored = pattern.unanchored(
            start: isContained || key.modifiers.valueOperator == .endsWith,
            end: isContained || key.modifiers.valueOperator == .startsWith
        )
        return .text(unanchored, caseSensitive: key.modifiers.isCased)
    }

    /// The empty text is part of every value.
    func warnIfEmpty(_ scalar: YAMLScalar, _ node: YAMLNode, into log: inout DiagnosticLog) {
        guard scalar.text.isEmpty else { return }
        log.warning(
            .matchesAnyValue,
            "an empty \(key.field == nil ? "keyword" : "value") is part of every value",
            at: node.range,
            help: key.field == nil ? "remove it" : "use the modifier 'exists'"
        )
    }

    private func existence(
        _ scalar: YAMLScalar,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> ValueTest? {
        if case .boolean(let value) = scalar.value { return .exists(value) }
        return refuse(
            node,
            node.kindDescription,
            "true or false",
            help: "write true or false, without quotes",
            into: &log
        )
    }

    private func comparison(
        _ scalar: YAMLScalar,
        _ node: YAMLNode,
        _ relation: ValueTest.Relation,
        into log: inout DiagnosticLog
    ) -> ValueTest? {
        if case .number(let number) = scalar.value { return .compare(relation, number) }
        let isQuotedNumber: Bool =
            if case .number = CoreSchema.value(ofPlain: scalar.text) { true } else { false }
        return refuse(
            node,
            node.kindDescription,
            "a number",
            help: isQuotedNumber ? "write the number without quotes" : nil,
            into: &log
        )
    }

    private func network(
        _ scalar: YAMLScalar,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> ValueTest? {
        let result: (block: CIDRBlock, hasHostBits: Bool)
        do throws(CIDRBlock.ParsingFailure) {
            result = try CIDRBlock.parsing(scalar.text)
        } catch {
            let help =
                switch error {
                case .invalidAddress: "write a block such as 10.0.0.0/8 or fd00::/8"
                case .invalidPrefixLength(let limit): "the prefix length is 0 to \(limit)"
                }
            log.error(
                .invalidNetwork,
                "'\(scalar.text)' is not a block of IP addresses",
                at: node.range,
                help: help
            )
            return nil
        }
        if result.hasHostBits {
            log.warning(
                .hostBits,
                "'\(scalar.text)' has bits set behind its prefix; they are ignored",
                at: node.range
            )
        }
        return .cidr(result.block)
    }

    private func refuse(
        _ node: YAMLNode,
        _ found: String,
        _ wanted: String,
        help: String?,
        into log: inout DiagnosticLog
    ) -> ValueTest? {
        let place = key.operatorName.map { "the modifier '\($0)'" } ?? "a keyword"
        log.error(.wrongValue, "\(place) needs \(wanted), not \(found)", at: node.range, help: help)
        return nil
    }
}
