/// `and` and `or` side by side, where readers must know which binds first.
enum MixedOperators: RuleLint {
    static let code = DiagnosticCode(261, "'and' and 'or' stand side by side without parentheses.")
    static let level = Diagnostic.Severity.info

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for condition in rule.detections.flatMap(\.conditions) {
            for group in groups(of: condition) {
                let tokens = condition.tokens
                guard let and = group.first(where: { tokens[$0].isKeyword("and") }),
                    group.contains(where: { tokens[$0].isKeyword("or") })
                else { continue }
                report.add(
                    "'and' binds before 'or' here",
                    in: rule,
                    at: condition.range(of: tokens[and], in: rule.file),
                    help: "put parentheses around what belongs together",
                    fix: fix(condition, group, in: rule.file)
                )
            }
        }
    }

    /// The tokens of each pair of parentheses, and those outside of all, by their index; a group
    /// within another stands there by its parentheses.
    private static func groups(of condition: LintedCondition) -> [[Int]] {
        var open: [[Int]] = [[]]
        var done: [[Int]] = []
        for (index, token) in condition.tokens.enumerated() {
            if token.kind == .close, open.count > 1 { done.append(open.removeLast()) }
            open[open.count - 1].append(index)
            if token.kind == .open { open.append([]) }
        }
        return done + open
    }

    /// Parentheses around each operand of `or` that is an `and`.
    private static func fix(
        _ condition: LintedCondition,
        _ group: [Int],
        in file: SourceFile
    ) -> SourceFix? {
        var edits: [SourceEdit] = []
        let operands = group.split { condition.tokens[$0].isKeyword("or") }
        for operand in operands
        where operand.contains(where: { condition.tokens[$0].isKeyword("and") }) {
            guard let first = operand.first, let last = operand.last,
                let start = condition.exactRange(of: condition.tokens[first], in: file),
                let end = condition.exactRange(of: condition.tokens[last], in: file)
            else { return nil }
            edits.append(
                SourceEdit(range: start.lowerBound..<start.lowerBound, replacement: "(")
            )
            edits.append(SourceEdit(range: end.upperBound..<end.upperBound, replacement: ")"))
        }
        return SourceFix("add parentheses", edits)
    }
}
