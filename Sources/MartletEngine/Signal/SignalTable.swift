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
        var time: [UInt8] = []
        for field in evaluator.profile.time where time.isEmpty {
            guard let entry = SignalEncoder.first(.string, of: field, evaluator) else { continue }
            // To the second, spelt as in the event, where it can be searched for.
            JSONText.append(source: evaluator.scanner.text(of: entry), limit: 19, to: &time)
        }
        let width = SignalText.append(json: time, to: &report.signals)
        report.signals += Array(repeating: 0x20, count: max(21 - width, 1))
        let level = heading.level.rawValue
        if isColored { report.signals += "\u{1B}[\(SignalTable.color(of: heading.level))m".utf8 }
        report.signals += level.utf8
        if isColored { report.signals += "\u{1B}[0m".utf8 }
        report.signals += Array(repeating: 0x20, count: 15 - level.utf8.count)
        var message: [UInt8] = []
        SignalEncoder.appendMessage(
            match.rule,
            evaluator,
            to: &message
        )
        SignalText.append(json: message, to: &report.signals)
        report.signals += (isColored ? "\u{1B}[2m" : "").utf8
        report.signals += "  ".utf8
        report.signals += VisibleText.escape(event.file).utf8
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
