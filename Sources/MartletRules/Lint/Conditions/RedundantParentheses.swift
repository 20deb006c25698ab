/// Parentheses around a single name, around everything, or twice around the same.
enum RedundantParentheses: RuleLint {
    static let code = DiagnosticCode(255, "Parentheses group nothing.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for condition in rule.detections.flatMap(\.conditions) {
            let pairs = condition.parentheses
            for (open, close) in pairs.sorted(by: { $0.key < $1.key }) {
                let isWhole = open == 0 && close == condition.tokens.count - 1
                let isName = close == open + 2
                let isDouble = open > 0 && pairs[open - 1] == close + 1
                guard isWhole || isName || isDouble else { continue }
                report.add(
                    "the parentheses group nothing",
                    in: rule,
                    at: condition.range(of: condition.tokens[open], in: rule.file),
                    fix: fix(condition, open, close, in: rule.file)
                )
            }
        }
    }

    private static func fix(
        _ condition: LintedCondition,
        _ open: Int,
        _ close: Int,
        in file: SourceFile
    ) -> SourceFix? {
        guard let first = condition.exactRange(of: condition.tokens[open], in: file),
            let last = condition.exactRange(of: condition.tokens[close], in: file)
        else { return nil }
        // Where a word touches the parenthesis, a space keeps it apart from the next one.
        func edit(_ range: Range<Int>) -> SourceEdit {
            let before = range.lowerBound > 0 ? file.bytes[range.lowerBound - 1] : 0
            let after = range.upperBound < file.bytes.count ? file.bytes[range.upperBound] : 0
            func isWord(_ byte: UInt8) -> Bool {
                byte.isASCIILetter || byte.isASCIIDigit || "_-*".utf8.contains(byte)
            }
            return SourceEdit(
                range: range,
                replacement: isWord(before) && isWord(after) ? " " : ""
            )
        }
        return SourceFix("remove them", [edit(first), edit(last)])
    }
}
