/// `not not`, which says nothing.
enum DoubleNegation: RuleLint {
    static let code = DiagnosticCode(253, "A condition negates a negation.")
    static let level = Diagnostic.Severity.warning

    static func check(_ rule: LintedRule, into report: inout LintReport) {
        for condition in rule.detections.flatMap(\.conditions) {
            let tokens = condition.tokens
            for index in tokens.indices.dropLast(2)
            where tokens[index].isKeyword("not") && tokens[index + 1].isKeyword("not") {
                let place = condition.range(of: tokens[index], in: rule.file)
                report.add(
                    "two negations in a row say nothing",
                    in: rule,
                    at: place,
                    fix: fix(condition, at: index, in: rule.file)
                )
            }
        }
    }

    private static func fix(
        _ condition: LintedCondition,
        at index: Int,
        in file: SourceFile
    ) -> SourceFix? {
        guard let first = condition.exactRange(of: condition.tokens[index], in: file),
            condition.exactRange(of: condition.tokens[index + 1], in: file) != nil,
            let next = condition.exactRange(of: condition.tokens[index + 2], in: file)
        else { return nil }
        return SourceFix(
            "remove both",
            replacing: first.lowerBound..<next.lowerBound,
            with: ""
        )
    }
}
