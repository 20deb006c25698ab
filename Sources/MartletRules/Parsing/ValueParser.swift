/// Turns one value of a rule into the tests, one of which an event's value must pass.
///
/// The only reader of values: what placeholders and processing pipelines put in the place of a
/// value goes through it too.
package struct ValueParser {
    let isKeyword: Bool
    let modifiers: ItemModifiers
    let shared: Shared

    /// A parser of the values of an item.
    ///
    /// - Parameters:
    ///   - field: The item's field; `nil` for keywords.
    ///   - modifiers: What stands behind its name.
    ///   - shared: What all parsers of a run share.
    package init(field: FieldReference?, modifiers: ItemModifiers, shared: Shared) {
        self.isKeyword = field == nil
        self.modifiers = modifiers
        self.shared = shared
    }

    /// Reads a text that replaces a value.
    ///
    /// Where the item wants a number or a boolean the text is read like a plain scalar.
    ///
    /// - Returns: The tests, or `nil` after adding why the text does not fit to the problems.
    package func tests(ofText text: String, problems: inout [TextProblem]) -> [ValueTest]? {
        let style: YAMLScalar.Style =
            switch modifiers.valueOperator {
            case .compare, .exists: .plain
            default: modifiers.timePart == nil ? .singleQuoted : .plain
            }
        return tests(YAMLScalar(text: text, style: style), problems: &problems)
    }

    /// Reads a scalar; one whose placeholders are replaced already.
    ///
    /// - Returns: The tests, or `nil` after adding why the scalar does not fit to the problems.
    package func tests(_ scalar: YAMLScalar, problems: inout [TextProblem]) -> [ValueTest]? {
        guard modifiers.encodings.isEmpty else { return encoded(scalar, problems: &problems) }
        return test(scalar, problems: &problems).map { [$0] }
    }

    private func test(_ scalar: YAMLScalar, problems: inout [TextProblem]) -> ValueTest? {
        if let part = modifiers.timePart { return time(scalar, part, problems: &problems) }
        if modifiers.refersToField { return reference(scalar, problems: &problems) }
        switch modifiers.valueOperator {
        case .equals where !isKeyword: return equality(scalar, problems: &problems)
        case .equals, .contains, .startsWith, .endsWith:
            return pattern(scalar, problems: &problems)
        case .regex(let options): return regex(scalar, options, problems: &problems)
        case .exists: return existence(scalar, problems: &problems)
        case .cidr: return network(scalar, problems: &problems)
        case .compare(let relation): return comparison(scalar, relation, problems: &problems)
        }
    }

    private func equality(_ scalar: YAMLScalar, problems: inout [TextProblem]) -> ValueTest? {
        switch scalar.value {
        case .null: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let number): return .number(number)
        case .text:
            let pattern = textPattern(scalar)
            if pattern.pieces == [.anyRun] {
                problems.append(
                    TextProblem(
                        .matchesAnyValue,
                        "'*' alone only says that the field has a value",
                        severity: .warning,
                        help: "use the modifier 'exists'"
                    )
                )
            }
            return .text(pattern, caseSensitive: modifiers.isCased)
        }
    }

    /// Numbers and booleans count by their text here.
    private func pattern(_ scalar: YAMLScalar, problems: inout [TextProblem]) -> ValueTest? {
        if scalar.value == .null {
            let help = "write '' for the empty string"
            return refuse("null", wanted: "text", help: help, problems: &problems)
        }
        warnIfEmpty(scalar, problems: &problems)
        let open = openEnds
        let pattern =
            modifiers.matchesAnyDash
            ? anchored(textPattern(scalar))
            : TextPattern(parsing: scalar.text, opensStart: open.start, opensEnd: open.end)
        return .text(pattern, caseSensitive: modifiers.isCased)
    }

    /// The pattern of a text as the rule writes it.
    func textPattern(_ scalar: YAMLScalar) -> TextPattern {
        let pattern = TextPattern(parsing: scalar.text)
        return modifiers.matchesAnyDash ? pattern.matchingAnyDash() : pattern
    }

    /// The pattern with runs where the operator allows for more text.
    func anchored(_ pattern: TextPattern) -> TextPattern {
        let open = openEnds
        return pattern.unanchored(start: open.start, end: open.end)
    }

    /// Where the operator allows for more text.
    private var openEnds: (start: Bool, end: Bool) {
        let isContained: Bool =
            switch modifiers.valueOperator {
            case .contains: true
            // A keyword is searched anywhere in a value unless an operator anchors it.
            case .equals: isKeyword || modifiers.encodings.contains(.base64Offset)
            default: false
            }
        return (
            start: isContained || modifiers.valueOperator == .endsWith,
            end: isContained || modifiers.valueOperator == .startsWith
        )
    }

    /// The empty text is part of every value.
    func warnIfEmpty(_ scalar: YAMLScalar, problems: inout [TextProblem]) {
        guard scalar.text.isEmpty else { return }
        problems.append(
            TextProblem(
                .matchesAnyValue,
                "an empty \(isKeyword ? "keyword" : "value") is part of every value",
                severity: .warning,
                help: isKeyword ? "remove it" : "use the modifier 'exists'"
            )
        )
    }

    private func existence(_ scalar: YAMLScalar, problems: inout [TextProblem]) -> ValueTest? {
        if case .boolean(let value) = scalar.value { return .exists(value) }
        return refuse(
            scalar.kindDescription,
            wanted: "true or false",
            help: "write true or false, without quotes",
            problems: &problems
        )
    }

    private func comparison(
        _ scalar: YAMLScalar,
        _ relation: ValueTest.Relation,
        problems: inout [TextProblem]
    ) -> ValueTest? {
        if case .number(let number) = scalar.value { return .compare(relation, number) }
        return refuseNotANumber(scalar, problems: &problems)
    }

    func refuseNotANumber(_ scalar: YAMLScalar, problems: inout [TextProblem]) -> ValueTest? {
        let isQuotedNumber: Bool =
            if case .number = CoreSchema.value(ofPlain: scalar.text) { true } else { false }
        return refuse(
            scalar.kindDescription,
            wanted: "a number",
            help: isQuotedNumber ? "write the number without quotes" : nil,
            problems: &problems
        )
    }

    /// - Returns: Nothing, after adding the problem.
    func refuse<Result>(
        _ found: String,
        wanted: String,
        help: String?,
        problems: inout [TextProblem]
    ) -> Result? {
        let place = modifiers.operatorName.map { "the modifier '\($0)'" } ?? "a keyword"
        problems.append(
            TextProblem(.wrongValue, "\(place) needs \(wanted), not \(found)", help: help)
        )
        return nil
    }
}
