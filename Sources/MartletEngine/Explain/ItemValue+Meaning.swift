package import MartletRules

extension ItemValue {
    /// How many of a value's meanings are spelt out.
    private static let meaningLimit = 4

    /// What the value stands for, where that is not what is written: escapes, encodings, dashes.
    package func meaning(under modifiers: ItemModifiers) -> String? {
        if modifiers.expandsPlaceholders, tests.isEmpty { return "nothing: the list is empty" }
        let isPlain =
            modifiers.encodings.isEmpty && !modifiers.matchesAnyDash
            && !modifiers.expandsPlaceholders
        let texts = tests.compactMap { test -> String? in
            switch test {
            case .text(let pattern, _):
                if isPlain, !scalar.text.utf8.contains(UInt8(ascii: "\\")) { return nil }
                let meaning = pattern.meaning(under: modifiers.valueOperator)
                return meaning == "\"\(scalar.text)\"" ? nil : meaning
            case .number(let number), .compare(_, let number):
                return number.text == scalar.text ? nil : number.text
            default: return nil
            }
        }
        guard !texts.isEmpty else { return nil }
        let rest = texts.count - Self.meaningLimit
        return texts.prefix(Self.meaningLimit).joined(separator: " or ")
            + (rest > 0 ? " or \(rest) more" : "")
    }
}

extension TextPattern {
    /// The pattern piece by piece, literal text in quotes, without the runs that an operator adds.
    fileprivate func meaning(under valueOperator: ValueOperator) -> String {
        var shown = pieces[...]
        if [.contains, .endsWith].contains(valueOperator), shown.first == .anyRun {
            shown.removeFirst()
        }
        if [.contains, .startsWith].contains(valueOperator), shown.last == .anyRun {
            shown.removeLast()
        }
        let texts = shown.map { piece in
            switch piece {
            case .literal(let bytes): "\"\(String(decoding: bytes, as: UTF8.self))\""
            case .anyRun: "*"
            case .anyScalar: "?"
            case .anyDash: "<dash>"
            }
        }
        return texts.isEmpty ? "\"\"" : texts.joined(separator: " ")
    }
}
