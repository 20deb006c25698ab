/// A word of Latin letters with one that only looks like it.
enum MixedScripts: RuleLint {
    static let code = DiagnosticCode(243, "A word mixes Latin letters with Cyrillic or Greek ones.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items {
            for node in [item.key].compactMap({ $0 }) + item.values {
                guard let text = node.scalar?.text, text.utf8.contains(where: { $0 >= 0x80 }),
                    let place = mixedWord(in: text)
                else { continue }
                report.add(
                    "the word mixes letters of two scripts that look alike",
                    in: rule,
                    at: rule.file.range(of: place, in: node),
                    help: "type it anew; it matches no other word that looks like it"
                )
            }
        }
    }

    /// The first word that has both, in bytes.
    private static func mixedWord(in text: String) -> Range<Int>? {
        var start = 0
        var offset = 0
        var hasLatin = false
        var hasOther = false
        for scalar in text.unicodeScalars {
            let isLatin = scalar.isASCII && UInt8(ascii: scalar).isASCIILetter
            let isOther = (0x0370...0x052F).contains(scalar.value)
            if !isLatin, !isOther {
                if hasLatin, hasOther { return start..<offset }
                hasLatin = false
                hasOther = false
                start = offset + UTF8.width(scalar)
            }
            hasLatin = hasLatin || isLatin
            hasOther = hasOther || isOther
            offset += UTF8.width(scalar)
        }
        return hasLatin && hasOther ? start..<offset : nil
    }
}
