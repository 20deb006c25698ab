/// `.*` at an end of a regular expression, which is searched for anywhere in a value.
enum RegexEnds: RuleLint {
    static let code = DiagnosticCode(234, "A regular expression begins or ends with '.*'.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for item in rule.items {
            for (expression, node) in item.regexes {
                let bytes = Array(expression.pattern.utf8)
                let lead = leadingLength(bytes)
                let tail = trailingLength(bytes)
                guard lead + tail > 0, lead + tail < bytes.count else { continue }
                let ends = [0..<lead, bytes.count - tail..<bytes.count].filter { !$0.isEmpty }
                let ranges = ends.compactMap { rule.file.exactRange(of: $0, in: node) }
                let edits = ranges.map { SourceEdit(range: $0, replacement: "") }
                report.add(
                    "'.*' at an end says nothing",
                    in: rule,
                    at: ranges.first ?? node.range,
                    help: "the expression is found anywhere in the value",
                    fix: edits.count == ends.count && isSafe(bytes, lead, tail, node)
                        ? SourceFix("remove '.*'", edits) : nil
                )
            }
        }
    }

    private static func leadingLength(_ bytes: [UInt8]) -> Int {
        guard bytes.starts(with: ".*".utf8) else { return 0 }
        let length = bytes.dropFirst(2).first == UInt8(ascii: "?") ? 3 : 2
        // What counts repetitions belongs to what goes.
        let next = bytes.dropFirst(length).first
        return next.map { "+*?{".utf8.contains($0) } == true ? 0 : length
    }

    private static func trailingLength(_ bytes: [UInt8]) -> Int {
        for end in [".*", ".*?"] where bytes.suffix(end.utf8.count).elementsEqual(end.utf8) {
            let before = bytes.dropLast(end.utf8.count)
            let escapes = before.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
            return escapes % 2 == 0 ? end.utf8.count : 0
        }
        return 0
    }

    /// Whether the rest is still one expression, and still written as its author quoted it.
    private static func isSafe(_ bytes: [UInt8], _ lead: Int, _ tail: Int, _ node: YAMLNode) -> Bool
    {
        let rest = bytes.dropFirst(lead).dropLast(tail)
        let text = String(decoding: rest, as: UTF8.self)
        return !text.contains("\\Q") && (try? RegularExpression(text)) != nil
            && node.scalar?.style != .plain && node.scalar?.style != .block
    }
}
