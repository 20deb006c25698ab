internal import MartletPolicy
internal import MartletRules

extension NoiseReport {
    /// The lines for an audit policy, and what has none.
    func policyText(_ style: TerminalStyle) -> String {
        var text = "\n" + style.bold("For the audit policy") + ", \(askedText)\n"
        if !policy.undecided.isEmpty {
            text += style.warning(
                "It is not known what \(Self.titles(policy.undecided)) would need."
            )
            text += "\n"
        }
        if let received = policy.received {
            let share = shareText(received.amount)
            text += "\n"
            text +=
                received.readers.isEmpty
                ? "# At its top: \(share).\nomitStages: [RequestReceived]\n"
                : "Stage RequestReceived (\(share)) is read by \(Self.titles(received.readers)).\n"
        }
        if policy.lines.isEmpty {
            text += "\nNothing that fills the log can be left out by a line of its own.\n"
        } else {
            text += "\n# On top of its rules.\n"
        }
        for line in policy.lines {
            text += "  # \(shareText(line.amount)).\n\(line.omission.yaml)"
        }
        if policy.amount.events > 0 { text += "\nAll of it: \(shareText(policy.amount)).\n" }
        return text + keptText(style)
    }

    private var askedText: String {
        switch policy.ruleCount {
        case nil: "of what is known as noise; no rule was looked at (-r)"
        case 1: "of what 1 rule does not read"
        case let count?: "of what \(ReadableNumber.grouped(count)) rules do not read"
        }
    }

    private func keptText(_ style: TerminalStyle) -> String {
        guard !policy.kept.isEmpty else { return "" }
        let reasons = Dictionary(uniqueKeysWithValues: policy.kept.map { ($0.key, $0.reason) })
        let kept = policy.kept.map { (key: $0.key, amount: $0.amount) }
        return "\n" + Self.heading(["VERB", "WHAT", "USER", "WHY IT STAYS"], style)
            + rows(kept) {
                [$0.verb, $0.target, $0.user, reasons[$0].map(Self.reasonText) ?? ""]
            }
    }

    private static func reasonText(_ reason: NoisePolicy.Reason) -> String {
        switch reason {
        case .read(let titles): "read by \(Self.titles(titles))"
        case .person: "maybe a person's doing"
        case .nobody: "rejected credentials, whom no policy can name"
        case .unnameable: "no policy can name it alone"
        case .unasked: "not known as noise, and no rule was looked at"
        }
    }

    /// The first titles, and how many more there are.
    private static func titles(_ titles: [String]) -> String {
        let shown = titles.prefix(titles.count > 3 ? 2 : 3).map { "'\(VisibleText.escape($0))'" }
        let more = titles.count - shown.count
        return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    private func shareText(_ amount: NoiseCounts.Amount) -> String {
        "\(Self.share(amount.events, of: counts.total.events)) of the events, "
            + "\(Self.share(amount.bytes, of: counts.total.bytes)) of the bytes"
    }
}
