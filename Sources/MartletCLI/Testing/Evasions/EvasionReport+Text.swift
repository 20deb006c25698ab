internal import MartletRules

extension EvasionReport {
    /// The report for people: what escapes and is not documented, then the summary.
    ///
    /// - Parameters:
    ///   - style: colours, or none.
    ///   - width: the columns to fill.
    /// - Returns: lines, the last one ended.
    package func text(style: TerminalStyle, width: Int) -> String {
        var text = ""
        for rule in rules {
            for escape in rule.undocumented {
                text += Self.text(escape, of: rule.rule, style, width: width) + "\n"
            }
        }
        for (rule, evasion) in needless {
            let place = VisibleText.escape("\(evasion.location):")
            text +=
                "\(style.bold(place)) \(style.warning("needless:")) '\(evasion.change.rawValue)' "
            text += "is documented, and nothing escapes by it: \(VisibleText.escape(rule.title))\n"
        }
        for file in unreadableFiles {
            text += "\(style.error("error:")) cannot read \(VisibleText.escape(file))\n"
        }
        if failingCount > 0 {
            let count = ReadableNumber.counted(failingCount, "event")
            text += style.error("\(count) not matched as they are") + ": see martlet test\n"
        }
        return text + summary(style: style) + "\n"
    }

    /// The last line, without a line feed.
    package func summary(style: TerminalStyle) -> String {
        let variants = style.bold(ReadableNumber.counted(variantCount, "changed event"))
        let hits = ReadableNumber.counted(hitCount, "hit")
        let escapes =
            undocumentedCount == 0
            ? "nothing escapes"
            : style.error(ReadableNumber.counted(undocumentedCount, "escape"))
        let documented =
            documentedCount == 0
            ? "" : ", \(ReadableNumber.grouped(documentedCount)) documented"
        return "\(variants) of \(hits) of \(ReadableNumber.counted(ruleCount, "rule")): "
            + escapes + documented
    }

    private static func text(
        _ escape: Escape,
        of rule: RuleMetadata,
        _ style: TerminalStyle,
        width: Int
    ) -> String {
        let place = style.bold(VisibleText.escape("\(escape.test.location):"))
        var text = "\(place) \(style.error("escapes:")) \(escape.what)\n"
        text += row("rule", rule.title, style)
        text += row("test", escape.test.name, style)
        if let place = escape.place { text += row("event", "\(place.file):\(place.line)", style) }
        text += row("change", escape.change.rawValue, style)
        if escape.count > 1 {
            let rest = ReadableNumber.counted(escape.count - 1, "more changed event")
            text += row("and", rest, style)
        }
        if let explanation = escape.explanation {
            let tree = ExplanationText.tree(explanation, style: style, width: width - 2)
            for line in tree.split(separator: "\n") { text += "  \(line)\n" }
        }
        return text
    }

    private static func row(_ name: String, _ value: String, _ style: TerminalStyle) -> String {
        "  \(style.dim(Column.left(name, 7)))\(VisibleText.escape(value))\n"
    }
}
