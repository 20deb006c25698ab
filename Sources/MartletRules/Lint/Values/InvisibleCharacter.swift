/// A character inside a value that nobody sees.
enum InvisibleCharacter: RuleLint {
    static let code = DiagnosticCode(242, "A value or field name holds an invisible character.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items {
            for node in [item.key].compactMap({ $0 }) + item.values {
                guard let text = node.scalar?.text, text.utf8.contains(where: { $0 >= 0x80 }),
                    let scalar = text.unicodeScalars.first(where: isInvisible),
                    // A value of nothing else, or in escapes, is meant.
                    text.unicodeScalars.contains(where: { $0.isASCII && $0 != " " }),
                    let place = rule.file.exactRange(of: range(of: scalar, in: text), in: node)
                else { continue }
                report.add(
                    "an invisible character, U+\(hexadecimal(scalar)), stands here",
                    in: rule,
                    at: place,
                    help:
                        "remove it; if it is meant, write \"\\u\(hexadecimal(scalar))\" in double quotes"
                )
            }
        }
    }

    private static func range(of scalar: Unicode.Scalar, in text: String) -> Range<Int> {
        let before = text.unicodeScalars.prefix { $0 != scalar }
        let start = before.reduce(0) { $0 + UTF8.width($1) }
        return start..<start + UTF8.width(scalar)
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// Zero-width and no-break spaces, joiners, soft hyphens, direction marks.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xA0, 0xAD, 0x034F, 0x061C, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F,
            0x3000, 0x3164, 0xFEFF:
            true
        default: false
        }
    }
}
