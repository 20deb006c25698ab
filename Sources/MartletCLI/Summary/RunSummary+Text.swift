internal import MartletEngine
internal import MartletRules

extension RunSummary {
    /// Rules listed by name under "signals by rule"; the others are added up.
    private static let listedRuleLimit = 25
    /// Rules listed by name under each other status.
    private static let listedStatusLimit = 10

    /// The summary for people, without a line feed at its end.
    package func text(style: TerminalStyle) -> String {
        var lines = [headline(style)]
        lines += sourceLines(style)
        lines += signalLines(style)
        // Records of matches do not say which rules saw what they need.
        if !readMatches { lines += ruleLines(style) }
        lines += correlationLines(style)
        lines += filterLines(style)
        lines += costLines(style)
        lines += advice.map { "\(style.bold("hint:")) \(printable($0.message))" }
        lines += malformedText(style)
        for error in errors { lines.append("\(style.error("error:")) \(printable(error))") }
        return lines.joined(separator: "\n")
    }

    private func headline(_ style: TerminalStyle) -> String {
        let amount = ByteCount(byteCount)
        let compressed =
            inputByteCount != byteCount && inputByteCount > 0
            ? " (\(ByteCount(inputByteCount)) read)" : ""
        let state = isInterrupted ? style.warning("interrupted: ") : ""
        // Of what is read as it grows nobody knows how many files it will have been.
        let inputs = fileCount > 0 ? " of \(ReadableNumber.counted(fileCount, "input"))" : ""
        return state
            + style.bold(ReadableNumber.counted(eventCount, readMatches ? "record" : "event"))
            + ", \(amount)\(compressed)\(inputs)"
            + " in \(ReadableNumber.duration(seconds: seconds))"
            + " (\(amount.rate(overSeconds: seconds)))"
    }

    /// Which events are of which log source, where that is not what anybody would expect.
    private func sourceLines(_ style: TerminalStyle) -> [String] {
        var lines: [String] = []
        if unknownEventCount > 0 {
            let known = sources.filter { $0.eventCount > 0 }.map { source in
                "\(ReadableNumber.grouped(source.eventCount)) \(printable(source.name))"
            }
            let unknown =
                "\(ReadableNumber.grouped(unknownEventCount)) of no known log source"
                + (skippedUnknownEvents ? " (skipped)" : "")
            lines.append("  " + (known + [unknown]).joined(separator: ", "))
            for source in sources where source.eventCount == 0 && source.ruleCount > 0 {
                let rules = ReadableNumber.counted(source.ruleCount, "rule")
                let verb = source.ruleCount == 1 ? "is" : "are"
                lines.append(
                    style.warning("0 events recognised as \(printable(source.name))")
                        + ": \(rules) \(verb) for it; see docs/log-sources.md"
                )
            }
        }
        if unreadableCount > 0 {
            let count = ReadableNumber.counted(unreadableCount, "text")
            lines.append(
                style.warning("\(count) inside events could not be read as an event")
                    + "; what is around was scanned as it is"
            )
        }
        if curtailedCount > 0 {
            let count = ReadableNumber.counted(curtailedCount, "derived field")
            lines.append(
                style.warning("\(count) left out a part of what they are made of")
                    + "; see docs/log-sources.md"
            )
        }
        return lines
    }

    private func signalLines(_ style: TerminalStyle) -> [String] {
        let counts = signalCounts
        let earlier =
            earlierSignalCount == 0
            ? []
            : [
                "\(Column.right(ReadableNumber.grouped(earlierSignalCount), 9))  "
                    + style.dim("more, by the rules before they were loaded anew")
            ]
        guard counts.total > 0 else { return ["no signals"] + earlier }
        let levels = Level.allCases.reversed().compactMap { level -> String? in
            guard counts[level] > 0 else { return nil }
            return style.level(level, "\(ReadableNumber.grouped(counts[level])) \(level.rawValue)")
        }
        let total = style.bold(ReadableNumber.counted(counts.total, "signal"))
        var lines = ["\(total): \(levels.joined(separator: ", "))"]

        let sources = signalSources
        for source in sources.prefix(Self.listedRuleLimit) {
            let count = Column.right(ReadableNumber.grouped(source.count), 9)
            let level = Column.left(source.level.rawValue, 13)
            let title = printable(source.title)
            lines.append("\(count)  \(style.level(source.level, level))  \(title)")
        }
        if sources.count > Self.listedRuleLimit {
            let rest = sources.dropFirst(Self.listedRuleLimit)
            let count = ReadableNumber.grouped(rest.reduce(0) { $0 + $1.count })
            lines.append(
                "\(Column.right(count, 9))  "
                    + style.dim("by \(ReadableNumber.counted(rest.count, "more rule"))")
            )
        }
        if withheldCount > 0 {
            let count = Column.right(ReadableNumber.grouped(withheldCount), 9)
            lines.append("\(count)  \(style.dim("of them withheld (--max-signals-per-rule)"))")
        }
        return lines + earlier
    }

    /// The rules and correlations that gave signals, each once a level, the most serious first.
    private var signalSources: [(title: String, level: Level, count: Int)] {
        let all =
            rules.map { ($0.title, $0.signalCounts) }
            + correlations.map { ($0.title, $0.signalCounts) }
        var sources: [(title: String, level: Level, count: Int)] = []
        for level in Level.allCases.reversed() {
            let giving = all.enumerated().filter { $0.element.1[level] > 0 }
            let ordered = giving.sorted { left, right in
                let (first, second) = (left.element.1[level], right.element.1[level])
                return first != second ? first > second : left.offset < right.offset
            }
            sources += ordered.map { ($0.element.0, level, $0.element.1[level]) }
        }
        return sources
    }

    private func ruleLines(_ style: TerminalStyle) -> [String] {
        var activeCount = 0
        var hidden: [String] = []
        var neverMatched: [String] = []
        var blind: [String] = []
        for rule in rules {
            switch rule.status {
            case .active: activeCount += 1
            case .hidden:
                let count = ReadableNumber.counted(rule.hiddenCount, "match", plural: "matches")
                hidden.append("\(printable(rule.title)): \(count)")
            case .neverMatched: neverMatched.append(printable(rule.title))
            case .blind(let fields):
                blind.append("\(printable(rule.title)): \(Self.listed(fields)) never occurred")
            }
        }
        let rejected = rejectedRules.map { rule in
            "\(printable(rule.title)) (\(printable(rule.location.description))): "
                + printable(rule.reason)
        }
        let disabled = disabledRules.map { rule in
            "\(printable(rule.metadata.title)): \(printable(rule.reason.description))"
        }
        var counts = ["\(ReadableNumber.grouped(activeCount)) active"]
        if !hidden.isEmpty { counts.append("\(ReadableNumber.grouped(hidden.count)) hidden") }
        counts.append("\(ReadableNumber.grouped(neverMatched.count)) never matched")
        counts.append("\(ReadableNumber.grouped(blind.count)) blind")
        if !disabled.isEmpty { counts.append("\(ReadableNumber.grouped(disabled.count)) disabled") }
        counts.append("\(ReadableNumber.grouped(rejected.count)) rejected")
        let total = ReadableNumber.counted(
            rules.count + disabled.count + rejected.count,
            "rule"
        )
        var lines = ["\(style.bold(total)): \(counts.joined(separator: ", "))"]
        lines += Self.listed(hidden, label: style.dim("hidden       "), width: 13)
        lines += Self.listed(neverMatched, label: style.dim("never matched"), width: 13)
        lines += Self.listed(blind, label: style.warning("blind        "), width: 13)
        lines += Self.listed(disabled, label: style.dim("disabled     "), width: 13)
        lines += Self.listed(rejected, label: style.error("rejected     "), width: 13)
        return lines
    }

    static func listed(_ items: [String], label: String, width: Int) -> [String] {
        var lines = items.prefix(listedStatusLimit).map { "  \(label)  \($0)" }
        if items.count > listedStatusLimit {
            let margin = String(repeating: " ", count: width)
            lines.append(
                "  \(margin)  and \(items.count - listedStatusLimit) more; --stats FILE lists all"
            )
        }
        return lines
    }

    /// The first fields by name, the others by their number.
    private static func listed(_ fields: [FieldPath]) -> String {
        let names = fields.map { VisibleText.escape($0.description) }
        guard names.count > 3 else { return names.joined(separator: ", ") }
        return names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more"
    }

    private func malformedText(_ style: TerminalStyle) -> [String] {
        guard malformedCount > 0 else { return [] }
        let count = ReadableNumber.counted(malformedCount, "malformed line")
        var lines = [style.warning(count) + (malformedLines.isEmpty ? "" : ":")]
        lines += malformedLines.map { "  \(printable($0))" }
        if malformedCount > malformedLines.count, !malformedLines.isEmpty {
            let rest = ReadableNumber.grouped(malformedCount - malformedLines.count)
            lines.append("  and \(rest) more; --dead-letter FILE keeps them")
        }
        if readMatches { return lines }
        if looksPrettyPrinted {
            lines.append(
                "\(style.bold("hint:")) martlet reads one JSON object a line; "
                    + "for indented JSON try: jq -c . FILE | martlet scan -r RULES -"
            )
        } else if eventCount == 0, firstFailure == .notAnObject {
            lines.append(
                "\(style.bold("hint:")) no line is a JSON object; "
                    + "martlet reads UTF-8 text with one JSON object a line"
            )
        }
        return lines
    }

    /// A text with its control characters made visible, so that input cannot steer a terminal.
    func printable(_ text: String) -> String {
        VisibleText.escape(text)
    }
}
