internal import MartletRules

extension Coverage {
    private static let nameWidth = 22
    private static let countWidth = 7
    /// The levels as columns, with the word above each.
    private static let columns: [(level: Level, title: String, width: Int)] = [
        (.critical, "critical", 10), (.high, "high", 7), (.medium, "medium", 8), (.low, "low", 6),
        (.informational, "informational", 15),
    ]
    /// Rules without a technique that are listed; the others are only counted.
    private static let listedRuleLimit = 25

    /// The matrix for people, at most 80 columns wide but for titles and log sources.
    package func text(style: TerminalStyle) -> String {
        var text = headline(style)
        text += "\n" + Self.header(style)
        for tactic in tactics {
            text += Self.row(
                tactic.name ?? "(tactic not tagged)",
                tactic.rules,
                isTactic: true,
                style
            )
            for technique in tactic.techniques {
                let indent = technique.parent == nil ? "  " : "    "
                text += Self.row(indent + technique.number, technique.rules, style)
            }
        }
        return text + logSourceText(style) + untaggedText(style)
    }

    private func headline(_ style: TerminalStyle) -> String {
        let known = matrixTactics.count
        let covered = tactics.prefix(known).count { !$0.rules.isEmpty }
        let levels = Self.levels(of: rules).map { level, count in
            style.level(level, "\(ReadableNumber.grouped(count)) \(level.rawValue)")
        }
        let statuses = Self.statuses(of: rules).map { status, count in
            "\(ReadableNumber.grouped(count)) \(VisibleText.escape(status))"
        }
        return style.bold(ReadableNumber.counted(rules.count, "rule"))
            + ", \(covered) of \(known) tactics,"
            + " \(ReadableNumber.counted(techniques.count, "technique"))\n"
            + "levels: \(levels.joined(separator: ", "))\n"
            + "statuses: \(statuses.joined(separator: ", "))\n"
    }

    private static func header(_ style: TerminalStyle) -> String {
        let levels = columns.map { Column.right($0.title, $0.width) }.joined()
        let name = "TACTIC, TECHNIQUE"
        let counts = Column.right("rules", countWidth) + levels
        return style.bold(Column.left(name, nameWidth) + counts) + "\n"
    }

    private static func row(
        _ name: String,
        _ rules: [RuleMetadata],
        isTactic: Bool = false,
        _ style: TerminalStyle
    ) -> String {
        let name = Column.left(name, nameWidth)
        guard !rules.isEmpty else {
            return style.dim(name + Column.right("-", countWidth)) + "\n"
        }
        var text = isTactic ? style.bold(name) : name
        text += Column.right(ReadableNumber.grouped(rules.count), countWidth)
        for column in columns {
            let count = rules.count { $0.level == column.level }
            text +=
                count > 0
                ? style.level(
                    column.level,
                    Column.right(ReadableNumber.grouped(count), column.width)
                )
                : style.dim(Column.right("-", column.width))
        }
        return text + "\n"
    }

    private func logSourceText(_ style: TerminalStyle) -> String {
        guard !rules.isEmpty else { return "" }
        var text = "\n" + style.bold("  rules  LOG SOURCE") + "\n"
        for (source, count) in logSources {
            let name = VisibleText.escape(source.text)
            text += Column.right(ReadableNumber.grouped(count), 7) + "  \(name)\n"
        }
        return text
    }

    private func untaggedText(_ style: TerminalStyle) -> String {
        let rules = rulesWithoutTechnique
        guard !rules.isEmpty else { return "" }
        let count = ReadableNumber.counted(rules.count, "rule")
        var text = "\n" + style.warning("\(count) without a technique") + "\n"
        for rule in rules.prefix(Self.listedRuleLimit) {
            let place = VisibleText.escape("\(rule.location)")
            text += "  \(place): \(VisibleText.escape(rule.title))\n"
        }
        let rest = rules.count - Self.listedRuleLimit
        return rest > 0 ? text + "  and \(ReadableNumber.grouped(rest)) more\n" : text
    }
}
