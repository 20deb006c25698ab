internal import MartletRules

extension TestReport {
    /// Rules without tests that are listed by name; the others are only counted.
    private static let listedRuleLimit = 10

    /// The report for people: what did not pass, then the summary.
    ///
    /// - Parameters:
    ///   - style: colours, or none.
    ///   - width: the columns to fill.
    /// - Returns: lines, the last one ended.
    package func text(style: TerminalStyle, width: Int) -> String {
        var text = ""
        for entry in entries {
            for testCase in entry.cases where !testCase.isPassed {
                text += Self.text(testCase, of: entry.rule, style, width: width) + "\n"
            }
        }
        return text + untestedText(style) + disabledText(style) + summary(style: style) + "\n"
    }

    /// The last line, without a line feed.
    package func summary(style: TerminalStyle) -> String {
        guard !cases.isEmpty else { return style.warning("no tests") }
        let broken = brokenCount > 0 ? [style.error("\(brokenCount) broken")] : []
        let failed = failedCount > 0 ? [style.error("\(failedCount) failed")] : []
        let counts = failed + broken + ["\(ReadableNumber.grouped(passedCount)) passed"]
        return style.bold(ReadableNumber.counted(cases.count, "case"))
            + " of \(ReadableNumber.counted(tested.count, "rule")): "
            + counts.joined(separator: ", ")
    }

    private static func text(
        _ testCase: Case,
        of rule: RuleMetadata,
        _ style: TerminalStyle,
        width: Int
    ) -> String {
        let place = style.bold(VisibleText.escape("\(testCase.location):"))
        let verdict = style.error(testCase.isBroken ? "broken:" : "failed:")
        let problem = VisibleText.escape(testCase.problem ?? "")
        var text = "\(place) \(verdict) \(problem)\n"
        text += row("rule", rule.title, style)
        text += row("test", testCase.name, style)
        if let event = testCase.event { text += row("event", "\(event.file):\(event.line)", style) }
        if case .failed(let explanation?) = testCase.result {
            let tree = ExplanationText.tree(explanation, style: style, width: width - 2)
            for line in tree.split(separator: "\n") { text += "  \(line)\n" }
        }
        return text
    }

    private static func row(_ name: String, _ value: String, _ style: TerminalStyle) -> String {
        "  \(style.dim(Column.left(name, 7)))\(VisibleText.escape(value))\n"
    }

    private func disabledText(_ style: TerminalStyle) -> String {
        guard !disabled.isEmpty else { return "" }
        let count = ReadableNumber.counted(disabled.count, "rule")
        var text = style.warning("\(count) disabled, and not tried") + "\n"
        for rule in disabled.prefix(Self.listedRuleLimit) {
            let reason = VisibleText.escape("\(rule.metadata.title): \(rule.reason)")
            text += "  \(reason)\n"
        }
        if disabled.count > Self.listedRuleLimit {
            let rest = ReadableNumber.grouped(disabled.count - Self.listedRuleLimit)
            text += "  and \(rest) more\n"
        }
        return text + "\n"
    }

    private func untestedText(_ style: TerminalStyle) -> String {
        guard !untested.isEmpty else { return "" }
        let count = ReadableNumber.counted(untested.count, "rule")
        let claim = "\(count) without tests"
        var text = (requiresTests ? style.error("failed: \(claim)") : style.warning(claim)) + "\n"
        let limit = requiresTests ? untested.count : Self.listedRuleLimit
        for rule in untested.prefix(limit) {
            let place = VisibleText.escape("\(rule.location)")
            text += "  \(place): \(VisibleText.escape(rule.title))\n"
        }
        if untested.count > limit {
            text += "  and \(ReadableNumber.grouped(untested.count - limit)) more\n"
        }
        return text + "\n"
    }
}
