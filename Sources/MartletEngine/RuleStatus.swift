package import MartletRules

/// What became of a rule in a run.
package enum RuleStatus: Sendable, Equatable {
    /// It matched.
    case active
    /// Its fields occurred, but it did not match.
    case neverMatched
    /// It cannot have matched: these fields, which it needs, never occurred.
    case blind([FieldPath])
}

extension Engine {
    /// What became of a rule, given how often it matched and what all sessions saw.
    package func status(
        ofRule rule: Int,
        matchCount: Int,
        observations: FieldObservations
    ) -> RuleStatus {
        matchCount > 0 ? .active : .neverMatched
    }
}
