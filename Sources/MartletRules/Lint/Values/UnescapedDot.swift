/// A dot before the end of a host or file name, which any character matches.
enum UnescapedDot: RuleLint {
    static let code = DiagnosticCode(
        236,
        "A dot in a regular expression stands where a file or host name has one."
    )
    static let level = Diagnostic.Severity.info
    private static let endings: Set<String> = [
        "com", "net", "org", "exe", "dll", "bat", "cmd", "ps1", "vbs", "yaml", "yml", "json",
    ]

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items {
            for (expression, node) in item.regexes {
                guard let place = place(in: Array(expression.pattern.utf8)) else { continue }
                report.add(
                    "this dot matches any character",
                    in: rule,
                    at: rule.file.range(of: place..<place + 1, in: node),
                    help: "write '\\.' for a dot"
                )
            }
        }
    }

    private static func place(in bytes: [UInt8]) -> Int? {
        for index in bytes.indices.dropFirst() where bytes[index] == UInt8(ascii: ".") {
            let before = bytes[index - 1]
            let ending = bytes[(index + 1)...].prefix { $0.isASCIILetter || $0.isASCIIDigit }
            // A letter behind a backslash is no letter.
            let isEscape = index > 1 && bytes[index - 2] == UInt8(ascii: "\\")
            guard before.isASCIILetter || before.isASCIIDigit, !isEscape,
                endings.contains(String(decoding: ending, as: UTF8.self).asciiLowercased)
            else { continue }
            return index
        }
        return nil
    }
}
