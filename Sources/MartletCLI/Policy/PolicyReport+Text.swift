internal import Glibc
internal import MartletPolicy
internal import MartletRules

extension PolicyReport {
    private static let verdictWidth = 11
    private static let levelWidth = 15
    /// The reasons that a rule shows; of more it is told how many there are.
    private static let reasonLimit = 6

    /// The report for people: the policy's problems with their lines, then a line a rule.
    func text(style: TerminalStyle, width: Int) -> String {
        let formatter = DiagnosticFormatter(usesColor: style.isColored)
        var text = policyProblems.map { formatter.format($0) }.joined()
        if let sights {
            if !text.isEmpty { text += "\n" }
            text += table(sights, style, width: width)
        }
        if let sample { text += sampleText(sample, style) }
        return text + (text.isEmpty ? "" : "\n") + summary(style) + "\n"
    }

    /// Whether the policy has no errors and every rule sees.
    var isFlawless: Bool {
        !policyProblems.contains { $0.severity == .error }
            && (sights ?? []).allSatisfy { $0.verdict == .sees }
    }

    /// What came of rules, for those who only wrote the policy: errors, rules that do not see, counts.
    var outcomeText: String {
        let style = TerminalStyle(descriptor: STDERR_FILENO)
        let formatter = DiagnosticFormatter(usesColor: style.isColored)
        let errors = policyProblems.filter { $0.severity == .error }
        let missing = (sights ?? []).filter { $0.verdict != .sees && !$0.isSilent }
        return errors.map { formatter.format($0) }.joined()
            + (missing.isEmpty
                ? ""
                : table(missing, style, width: TerminalWidth.columns(of: STDERR_FILENO)))
            + summary(style)
    }

    private func table(
        _ sights: [RuleSight],
        _ style: TerminalStyle,
        width: Int
    ) -> String {
        let head =
            Column.left("VERDICT", Self.verdictWidth) + Column.left("LEVEL", Self.levelWidth)
            + "RULE"
        var text = style.bold(head) + "\n"
        let verdicts: [RuleSight.Verdict] = [.blind, .partly, .undecided, .sees]
        for verdict in verdicts {
            for sight in worstFirst(sights.filter { $0.verdict == verdict }) {
                // A rule that only correlations read is shown where it explains what they lack.
                guard !sight.isSilent || verdict != .sees && !sight.isCorrelation else { continue }
                text += row(sight, style, width: width)
            }
        }
        return text
    }

    /// Rules of high levels before others, else in their order.
    private func worstFirst(_ sights: [RuleSight]) -> [RuleSight] {
        Level.allCases.reversed().flatMap { level in sights.filter { $0.metadata.level == level } }
    }

    private func row(_ sight: RuleSight, _ style: TerminalStyle, width: Int) -> String {
        let verdict = Column.left(sight.verdict.rawValue, Self.verdictWidth)
        let level = Column.left(sight.metadata.level.rawValue, Self.levelWidth)
        var text = style.verdict(sight.verdict, verdict) + style.level(sight.metadata.level, level)
        text += VisibleText.escape(sight.metadata.title)
        if sight.isSilent { text += style.dim(" (read by correlations)") }
        text += "\n"
        var reasons = [sight.remark].compactMap { $0.map(Self.words) }
        let losses = sight.losses.filter { $0.noise == nil }
        reasons += losses.prefix(Self.reasonLimit).map(reason)
        if losses.count > Self.reasonLimit {
            reasons.append(Self.words("and \(losses.count - Self.reasonLimit) more reasons"))
        }
        for reason in reasons {
            for line in Self.lines(reason, width: width - Self.verdictWidth) {
                text += String(repeating: " ", count: Self.verdictWidth) + style.dim(line) + "\n"
            }
        }
        return text
    }

    private static func words(_ text: String) -> [String] {
        VisibleText.escape(text).split(separator: " ").map(String.init)
    }

    /// Words in lines; those behind the first stand further in.
    private static func lines(_ words: [String], width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in words {
            if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
                lines.append(line)
                line = " "
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }

    /// What is lost and why; the number of a line stays with its word.
    private func reason(_ loss: Loss) -> [String] {
        let text = "\(loss.requests): \(loss.reason)"
        guard let rule = loss.policyRule else { return Self.words(text) }
        return Self.words(text + ",") + ["line \(source.line(ofRule: rule))"]
    }

    private func sampleText(_ sample: PolicySimulation.Outcome, _ style: TerminalStyle) -> String {
        var text = "\n" + style.bold("SHARE OF THE SAMPLE") + "\n"
        let all = sample.log.events
        text += Self.shareLine(sample.kept.events, of: all, "events that this policy records")
        let kept = sample.noise.filter { $0.value.kept.events > 0 }
            .sorted { ($1.value.kept.events, $0.key) < ($0.value.kept.events, $1.key) }
        for (name, share) in kept {
            text += Self.shareLine(share.kept.events, of: all, "noise that it keeps: \(name)")
        }
        return text
    }

    /// `12.3 %     1,234  health checks`.
    static func shareLine(_ count: Int, of all: Int, _ name: String) -> String {
        let share = all == 0 ? 0 : Double(count) / Double(all) * 100
        let percent = ReadableNumber.fixed(share, fractionDigits: 1) + " %"
        return Column.right(percent, 8) + Column.right(ReadableNumber.grouped(count), 11)
            + "  \(name)\n"
    }

    private func summary(_ style: TerminalStyle) -> String {
        var parts: [String] = []
        if sights != nil {
            let counts = RuleSight.Verdict.allCases.filter { count($0) > 0 }.map { verdict in
                style.verdict(verdict, "\(ReadableNumber.grouped(count(verdict))) \(verdict.noun)")
            }
            parts.append("rules: " + counts.joined(separator: ", "))
        }
        if foreignCount > 0 {
            parts.append("\(ReadableNumber.counted(foreignCount, "rule")) for other logs")
        }
        let problems = policyProblems
        func number(of severity: Diagnostic.Severity) -> Int {
            problems.count { $0.severity == severity }
        }
        parts.append(
            "policy: "
                + [
                    ReadableNumber.counted(number(of: .error), "error"),
                    ReadableNumber.counted(number(of: .warning), "warning"),
                    ReadableNumber.counted(number(of: .info), "info"),
                ].joined(separator: ", ")
        )
        return parts.joined(separator: "; ")
    }
}

extension RuleSight.Verdict {
    /// What rules of the verdict are called in a count.
    fileprivate var noun: String {
        switch self {
        case .sees: "see"
        case .partly: "see partly"
        case .blind: "blind"
        case .undecided: "undecided"
        }
    }
}

extension TerminalStyle {
    /// Text in the colour of a verdict.
    fileprivate func verdict(_ verdict: RuleSight.Verdict, _ text: String) -> String {
        switch verdict {
        case .sees: success(text)
        case .partly: warning(text)
        case .blind: error(text)
        case .undecided: bold(text)
        }
    }
}
