internal import MartletRules

/// Writes signals as the rows of a table, for people.
package struct SignalTable: Sendable {
    private let isColored: Bool

    package init(colored: Bool) {
        isColored = colored
    }

    /// The row that names the columns.
    package var header: [UInt8] {
        let text = "TIME                 LEVEL          MESSAGE\n"
        return Array((isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text).utf8)
    }

    /// Appends the row of one match.
    func append(
        _ match: Evaluator.Match,
        heading: RuleHeadings,
        in evaluator: borrowing Evaluator,
        event: EventPlace,
        to report: inout ChunkReport
    ) {
        var cell: [UInt8] = []
        for field in evaluator.rules.signalFields.time where cell.isEmpty {
            guard let time = SignalEncoder.first(.string, of: field, evaluator) else { continue }
            // To the second: 2026-11-20T09:14:03.
            JSONText.append(source: evaluator.scanner.text(of: time), limit: 19, to: &cell)
        }
        cell += Array(repeating: 0x20, count: max(21 - cell.count, 1))
        report.signals += cell
        let level = heading.level.rawValue
        if isColored { report.signals += "\u{1B}[\(SignalTable.color(of: heading.level))m".utf8 }
        report.signals += level.utf8
        if isColored { report.signals += "\u{1B}[0m".utf8 }
        report.signals += Array(repeating: 0x20, count: 15 - level.utf8.count)
        // Still escaped as in JSON, so that no event can send control sequences to a terminal.
        SignalEncoder.appendMessage(match.rule, evaluator, to: &report.signals)
        report.signals += (isColored ? "\u{1B}[2m" : "").utf8
        report.signals += "  ".utf8
        JSONText.append(event.file, to: &report.signals)
        report.signals.append(UInt8(ascii: ":"))
        report.lineFixups.append(.init(index: report.signals.count, line: event.line))
        report.signals += (isColored ? "\u{1B}[0m\n" : "\n").utf8
    }

    private static func color(of level: Level) -> String {
        switch level {
        case .informational: "2"
        case .low: "36"
        case .medium: "33"
        case .high: "31"
        case .critical: "1;31"
        }
    }
}
