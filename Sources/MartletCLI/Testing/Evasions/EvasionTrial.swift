internal import MartletEngine
internal import MartletRules

/// Tells of single events whether a rule matches them.
final class EvasionTrial {
    private var trial: EventTrial

    /// Prepares a rule, alone and without signals: what others find, and what a signal says, is not
    /// asked, and there are many events.
    init(_ rule: Rule, of rules: RuleSet, options: ScanOptions) {
        var rule = rule
        rule.isSilent = true
        rule.quieting = nil
        let alone = RuleSet(
            rules: [rule],
            filters: rules.filters,
            fingerprint: rules.fingerprint,
            logSources: rules.logSources
        )
        trial = EventTrial(Engine(alone), options: options)
    }

    /// Whether the rule matches an event.
    func matches(_ event: [UInt8]) -> Bool {
        guard case .matches(let rules) = trial.verdict(on: event) else { return false }
        return !rules.isEmpty
    }
}
