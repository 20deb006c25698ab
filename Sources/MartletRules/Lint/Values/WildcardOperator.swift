/// Wildcards at the ends that an operator says better.
enum WildcardOperator: RuleLint {
    static let code = DiagnosticCode(
        232,
        "Wildcards at the ends of values stand for contains, startswith or endswith."
    )
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items where item.isPlain && item.item.modifiers.valueOperator == .equals {
            guard let key = item.key, item.item.field != nil,
                let word = commonOperator(item.item.values)
            else { continue }
            report.add(
                "the wildcards mean '\(word)'",
                in: rule,
                at: key.range,
                help: "write '\(item.writtenName)|\(word)' without them",
                fix: fix(item, key, word, in: rule.file)
            )
        }
    }

    /// The operator that all values of an item spell with wildcards.
    private static func commonOperator(_ values: [ItemValue]) -> String? {
        let words = values.map { value -> String? in
            guard value.tests.count == 1, case .text(let pattern, _) = value.tests[0] else {
                return nil
            }
            switch pattern.pieces.count {
            case 3 where pattern.pieces[0] == .anyRun && pattern.pieces[2] == .anyRun:
                return isLiteral(pattern.pieces[1]) ? "contains" : nil
            case 2 where pattern.pieces[0] == .anyRun:
                return isLiteral(pattern.pieces[1]) ? "endswith" : nil
            case 2 where pattern.pieces[1] == .anyRun:
                return isLiteral(pattern.pieces[0]) ? "startswith" : nil
            default: return nil
            }
        }
        guard let first = words.first ?? nil, words.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    private static func isLiteral(_ piece: TextPattern.Piece) -> Bool {
        if case .literal = piece { true } else { false }
    }

    private static func fix(
        _ item: LintedItem,
        _ key: YAMLNode,
        _ word: String,
        in file: SourceFile
    ) -> SourceFix? {
        let length = item.writtenName.utf8.count
        guard let name = file.exactRange(of: 0..<length, in: key) else { return nil }
        var edits = [
            SourceEdit(range: name.upperBound..<name.upperBound, replacement: "|\(word)")
        ]
        for node in item.values {
            guard let scalar = node.scalar else { return nil }
            var rest = scalar.text.utf8[...]
            if word != "startswith" { rest = rest.drop { $0 == UInt8(ascii: "*") } }
            if word != "endswith" {
                while rest.last == UInt8(ascii: "*") { rest = rest.dropLast() }
            }
            guard let text = file.spelling(of: String(Substring(rest)), like: scalar) else {
                return nil
            }
            edits.append(SourceEdit(range: node.range, replacement: text))
        }
        return SourceFix("write '\(word)' for the wildcards", edits)
    }
}
