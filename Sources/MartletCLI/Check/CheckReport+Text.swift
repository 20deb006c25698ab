internal import MartletRules

extension CheckReport {
    /// The report for people: each problem with its line, then what it comes to.
    func text(style: TerminalStyle) -> String {
        let formatter = DiagnosticFormatter(usesColor: style.isColored)
        var text = ""
        for applied in fixed {
            let place = VisibleText.escape("\(applied.diagnostic.location)")
            let code = applied.diagnostic.code
            text += "\(style.bold("\(place):")) fixed: \(VisibleText.escape(applied.fix.summary)) "
            text += "[\(code)]\n"
            if let consequence = applied.fix.consequence { text += "  note: \(consequence)\n" }
        }
        for problem in problems {
            text += formatter.format(problem)
            text += style.dim("  see \(problem.code.page)") + "\n"
        }
        return text + summary + "\n"
    }

    /// `12 rules, 2 correlations, 3 errors, 4 warnings, 1 of them mended by --fix`.
    private var summary: String {
        var parts = [ReadableNumber.counted(ruleCount, "rule")]
        if correlationCount > 0 {
            parts.append(ReadableNumber.counted(correlationCount, "correlation"))
        }
        parts += [
            ReadableNumber.counted(count(.error), "error"),
            ReadableNumber.counted(count(.warning), "warning"),
        ]
        if count(.info) > 0 { parts.append(ReadableNumber.counted(count(.info), "info")) }
        if !fixed.isEmpty { parts.append("\(ReadableNumber.grouped(fixed.count)) fixed") }
        let fixable = problems.count { $0.fix != nil }
        if fixable > 0, fixed.isEmpty {
            parts.append("\(ReadableNumber.grouped(fixable)) of them mended by --fix")
        }
        return parts.joined(separator: ", ")
    }
}
