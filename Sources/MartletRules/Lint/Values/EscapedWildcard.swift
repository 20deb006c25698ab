/// A backslash that takes a wildcard's meaning away, where a path was to go on behind it.
enum EscapedWildcard: RuleLint {
    static let code = DiagnosticCode(
        230,
        "A backslash makes a wildcard a plain character, where it hardly was meant to."
    )
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items where item.isPlain && item.item.modifiers.valueOperator.isTextual {
            for (_, node) in item.placedValues {
                guard let text = node.scalar?.text, let place = suspiciousEscape(in: text) else {
                    continue
                }
                let meaning = VisibleText.escape(plainText(text))
                report.add(
                    "'\\\(place.sign)' is a plain '\(place.sign)' here",
                    in: rule,
                    at: rule.file.range(of: place.range, in: node),
                    help: "it means: \(meaning); write '\\\\\(place.sign)' for a backslash "
                        + "and a wildcard"
                )
            }
        }
    }

    /// The first `\*` or `\?` of a text that looks like a path: there are other backslashes in it,
    /// and none of them is doubled.
    private static func suspiciousEscape(in text: String) -> (range: Range<Int>, sign: Character)? {
        let bytes = Array(text.utf8)
        var escape: (Range<Int>, Character)?
        var hasSeparator = false
        var index = 0
        while index + 1 < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            switch bytes[index + 1] {
            case UInt8(ascii: "\\"): return nil
            case UInt8(ascii: "*"): escape = escape ?? (index..<index + 2, "*")
            case UInt8(ascii: "?"): escape = escape ?? (index..<index + 2, "?")
            default: hasSeparator = true
            }
            index += 2
        }
        return hasSeparator ? escape : nil
    }

    /// The value as it is matched, its wildcards spelt out.
    private static func plainText(_ text: String) -> String {
        TextPattern(parsing: text).pieces.map { piece in
            switch piece {
            case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
            case .anyRun: "<anything>"
            case .anyScalar: "<one character>"
            case .anyDash: "<dash>"
            }
        }.joined()
    }
}
