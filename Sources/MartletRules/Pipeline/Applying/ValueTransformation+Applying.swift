extension ValueTransformation {
    /// The length beyond which a text that a pipeline makes is refused, in bytes.
    private static let byteLimit = 64 << 10

    /// What becomes of an item whose values are transformed.
    func apply(
        to item: DetectionItem,
        of step: ProcessingItem,
        into log: inout DiagnosticLog
    ) throws(RuleProcessing.Refused) -> RuleProcessing.Change {
        var values: [ItemValue] = []
        var isChanged = false
        for value in item.values {
            guard let changed = try changed(value, of: item, step, into: &log) else {
                values.append(value)
                continue
            }
            isChanged = true
            values += changed
        }
        guard isChanged else { return .none }
        var result = item
        result.values = values
        return .replaced(result)
    }

    /// The values in place of one, or `nil` if it stays as it is.
    private func changed(
        _ value: ItemValue,
        of item: DetectionItem,
        _ step: ProcessingItem,
        into log: inout DiagnosticLog
    ) throws(RuleProcessing.Refused) -> [ItemValue]? {
        switch self {
        case .setValue(let scalar, let tests):
            let pattern = item.compared(TextPattern(parsing: scalar.text))
            let isKeyword = item.field == nil
            return [
                ItemValue(
                    scalar: scalar,
                    location: value.location,
                    tests: isKeyword ? [.text(pattern, caseSensitive: false)] : tests
                )
            ]
        case .mapString(let mapping):
            let patterns = item.patterns(of: value)
            guard let (_, texts) = mapping.first(where: { patterns.contains($0.pattern) }) else {
                return nil
            }
            let isCased = item.modifiers.isCased
            return texts.map { text in
                let pattern = item.compared(TextPattern(parsing: text))
                return ItemValue(
                    scalar: YAMLScalar(ofText: text),
                    location: value.location,
                    tests: [.text(pattern, caseSensitive: isCased)]
                )
            }
        case .convert(let type):
            return try converted(value, to: type, step, into: &log).map { [$0] }
        case .replaceString, .changeCase:
            return try retexted(value, of: item, step, into: &log).map { [$0] }
        }
    }

    /// The value with other texts, or `nil` if they stay as they are.
    private func retexted(
        _ value: ItemValue,
        of item: DetectionItem,
        _ step: ProcessingItem,
        into log: inout DiagnosticLog
    ) throws(RuleProcessing.Refused) -> ItemValue? {
        var tests: [ValueTest] = []
        var shown: TextPattern?
        for test in value.tests {
            let old: (pattern: TextPattern, isCased: Bool)
            switch test {
            case .text(let pattern, let isCased): old = (item.shown(pattern), isCased)
            case .number(let number):
                guard case .replaceString = self else { return nil }
                old = (TextPattern(literal: Array(number.text.utf8)), item.modifiers.isCased)
            default:
                tests.append(test)
                continue
            }
            let new = retexted(old.pattern)
            guard new != old.pattern else {
                tests.append(test)
                continue
            }
            guard new.plainText.count <= Self.byteLimit else {
                log.refuse(
                    "the pipeline makes a value longer than \(Self.byteLimit >> 10) KiB",
                    at: value.location,
                    by: step
                )
                throw RuleProcessing.Refused()
            }
            tests.append(.text(item.compared(new), caseSensitive: old.isCased))
            shown = shown ?? new
        }
        guard let shown else { return nil }
        return ItemValue(
            scalar: YAMLScalar(ofText: shown.sigmaText),
            location: value.location,
            tests: tests
        )
    }

    private func retexted(_ pattern: TextPattern) -> TextPattern {
        switch self {
        case .replaceString(let replacement): return replacement.applied(to: pattern)
        case .changeCase(let letterCase):
            return pattern.mapLiterals { letterCase.applied(to: $0) }
        case .mapString, .setValue, .convert: return pattern
        }
    }

    private func converted(
        _ value: ItemValue,
        to type: ScalarType,
        _ step: ProcessingItem,
        into log: inout DiagnosticLog
    ) throws(RuleProcessing.Refused) -> ItemValue? {
        var tests: [ValueTest] = []
        var shown: String?
        for test in value.tests {
            switch (test, type) {
            case (.number(let number), .text):
                let pattern = TextPattern(literal: Array(number.text.utf8))
                tests.append(.text(pattern, caseSensitive: false))
                shown = number.text
            case (.text(let pattern, _), .number):
                let text = pattern.literal.map { String(decoding: $0, as: UTF8.self) }
                guard let text, case .number(let number) = CoreSchema.value(ofPlain: text) else {
                    log.refuse(
                        "'\(value.scalar.text)' cannot become a number",
                        at: value.location,
                        by: step
                    )
                    throw RuleProcessing.Refused()
                }
                tests.append(.number(number))
                shown = number.text
            default: tests.append(test)
            }
        }
        guard let shown else { return nil }
        let scalar = YAMLScalar(text: shown, style: type == .text ? .singleQuoted : .plain)
        return ItemValue(scalar: scalar, location: value.location, tests: tests)
    }
}

extension StringReplacement {
    /// The pattern with every match replaced.
    fileprivate func applied(to pattern: TextPattern) -> TextPattern {
        guard skipsWildcards else {
            let text = pattern.plainText
            let replaced = regex.replacing(in: text, with: replacement)
            return replaced == text ? pattern : TextPattern(plainText: replaced)
        }
        var pieces: [TextPattern.Piece] = []
        for piece in pattern.pieces {
            guard case .literal(let literal) = piece else {
                pieces.append(piece)
                continue
            }
            let replaced = regex.replacing(in: literal, with: replacement)
            if readsWildcards, replaced != literal {
                pieces += TextPattern(plainText: replaced).pieces
            } else {
                pieces.append(.literal(replaced))
            }
        }
        return TextPattern(pieces)
    }
}

extension ValueTransformation.LetterCase {
    fileprivate func applied(to literal: [UInt8]) -> [UInt8] {
        let text = String(decoding: literal, as: UTF8.self)
        switch self {
        case .lower: return Array(text.lowercased().utf8)
        case .upper: return Array(text.uppercased().utf8)
        case .snake: return snakeCase(text)
        }
    }

    /// An underscore in front of each capital that does not begin the text, and all in lower case.
    private func snakeCase(_ text: String) -> [UInt8] {
        var result = ""
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if index > 0, scalar.properties.isUppercase { result += "_" }
            result.unicodeScalars.append(scalar)
        }
        return Array(result.lowercased().utf8)
    }
}
