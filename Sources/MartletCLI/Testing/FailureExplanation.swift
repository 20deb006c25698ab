internal import MartletEngine
internal import MartletRules

/// Why a rule matched an event, or did not: its selections, and which of them hold.
struct FailureExplanation {
    private let rule: Rule
    private let event: [UInt8]

    init(_ rule: Rule, _ event: [UInt8]) {
        self.rule = rule
        self.event = event
    }

    /// A line a selection.
    var text: String {
        // Each selection is a rule of its own, so that the engine itself gives the verdicts.
        let parts = rule.detection.selections.map { selection in
            var part = rule
            part.detection = Detection(selections: [selection], conditions: [.selection(0)])
            return part
        }
        var trial = EventTrial(Engine(RuleSet(rules: parts, fingerprint: "")))
        guard case .matches(let held) = trial.verdict(on: event) else { return "" }
        return rule.detection.selections.enumerated().map { ordinal, selection in
            "\(held.contains(ordinal) ? "✓" : "✗") \(VisibleText.escape(selection.name))\n"
        }
        .joined()
    }
}
