internal import MartletEngine
internal import MartletRules

/// Which rules to explain, and what to say about the choice.
struct RuleChoice {
    /// At most this many rules that do not match are explained when none is named.
    private static let nearLimit = 3
    /// At most this many rules that match.
    private static let matchLimit = 20

    let rules: [Rule]
    /// Why these, for the user; `nil` if it needs no word.
    var note: String?

    /// The rules that a word names: the one with this id or name, else those whose title has it.
    ///
    /// - Throws: that there is none, with the nearest title.
    static func named(_ word: String, among loaded: RuleSet) throws(EventFailure) -> RuleChoice {
        let rules = loaded.rules
        if let rule = rules.first(where: { $0.id == word })
            ?? rules.first(where: { $0.name == word })
        {
            return RuleChoice(rules: [rule])
        }
        let lowered = word.lowercased()
        let found = rules.filter { $0.title.lowercased().contains(lowered) }
        guard !found.isEmpty else {
            let correlation = loaded.correlations.first { correlation in
                [correlation.id, correlation.name].contains(word)
                    || correlation.title.lowercased().contains(lowered)
            }
            if let correlation { throw failure(for: correlation, among: loaded) }
            try refuse(word, disabledIn: loaded)
            let near = Suggestion.nearest(to: word, among: rules.map(\.title))
            throw EventFailure(
                "no rule has the id, the name or a title with '\(word)'"
                    + (near.map { "; did you mean '\($0)'?" } ?? "")
            )
        }
        var choice = RuleChoice(rules: Array(found.prefix(matchLimit)))
        if found.count > matchLimit {
            choice.note =
                "\(ReadableNumber.grouped(found.count)) titles have '\(word)'; "
                + "the first \(matchLimit) are explained"
        }
        return choice
    }

    /// What is disabled matches nothing, whatever the event has.
    private static func refuse(_ word: String, disabledIn loaded: RuleSet) throws(EventFailure) {
        let lowered = word.lowercased()
        let rule = loaded.disabled.first { rule in
            [rule.metadata.id, rule.metadata.name].contains(word)
                || rule.metadata.title.lowercased().contains(lowered)
        }
        guard let rule else { return }
        throw EventFailure("'\(rule.metadata.title)' is disabled: \(rule.reason)")
    }

    /// The rule of a signal.
    static func rule(
        of signal: SignalReference,
        among loaded: RuleSet
    ) throws(EventFailure) -> RuleChoice {
        let rule = loaded.rules.first { rule in
            signal.ruleID.map { rule.id == $0 } ?? (rule.title == signal.ruleTitle)
        }
        guard let rule else {
            let correlation = loaded.correlations.first { correlation in
                signal.ruleID.map { correlation.id == $0 }
                    ?? (correlation.title == signal.ruleTitle)
            }
            if let correlation { throw failure(for: correlation, among: loaded) }
            throw EventFailure(
                "the signal's rule '\(signal.ruleTitle)' is not among the rules of -r"
            )
        }
        var choice = RuleChoice(rules: [rule])
        if loaded.fingerprint != signal.ruleset {
            choice.note = "the rules are not those that gave the signal; they may judge otherwise"
        }
        return choice
    }

    /// One event says nothing about a correlation, but about the rules that it names.
    private static func failure(
        for correlation: Correlation,
        among loaded: RuleSet
    ) -> EventFailure {
        let named = correlation.references.map { reference in
            switch reference.target {
            case .rule(let rule): "'\(loaded.rules[rule].title)'"
            case .correlation(let inner): "'\(loaded.correlations[inner].title)'"
            }
        }
        return EventFailure(
            "'\(correlation.title)' is a correlation, which no single event can explain; "
                + "explain what it names: \(named.joined(separator: ", "))"
        )
    }

    /// The rules that an event matches, else those that it comes nearest to.
    static func best(
        for event: ExplainedEvent,
        among rules: [Rule],
        _ reading: EventReading
    ) throws(EventFailure) -> RuleChoice {
        if rules.count == 1 { return RuleChoice(rules: rules) }
        let nearest: NearestRules
        do throws(EventProblem) {
            nearest = try NearestRules(of: rules, to: event.bytes, reading: reading)
        } catch {
            throw EventFailure(error, in: event.name)
        }
        let total = ReadableNumber.counted(rules.count, "rule")
        if !nearest.matching.isEmpty {
            let count = ReadableNumber.grouped(nearest.matching.count)
            let isCut = nearest.matching.count > matchLimit
            return RuleChoice(
                rules: nearest.matching.prefix(matchLimit).map { rules[$0] },
                note: "\(count) of \(total) \(nearest.matching.count == 1 ? "matches" : "match")"
                    + (isCut ? "; the first \(matchLimit) are explained" : "")
            )
        }
        guard !nearest.near.isEmpty else {
            throw EventFailure(
                "none of \(total) matches, and no part of any holds; name one with --rule"
            )
        }
        let shown = nearest.near.prefix(nearLimit)
        return RuleChoice(
            rules: shown.map { rules[$0] },
            note: "none of \(total) matches; nearest \(shown.count == 1 ? "is" : "are"):"
        )
    }
}
