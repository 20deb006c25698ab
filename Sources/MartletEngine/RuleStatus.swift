package import MartletRules

/// What became of a rule in a run.
package enum RuleStatus: Sendable, Equatable {
    /// It matched.
    case active
    /// Its fields occurred, but it did not match.
    case neverMatched
    /// It cannot have matched: of these fields it needs one, and none ever occurred.
    case blind([FieldPath])
}

extension Engine {
    /// What became of a rule, given how often it matched and what all sessions saw.
    ///
    /// A field that no event was asked for, because the rule was ruled out before, says nothing.
    package func status(
        ofRule rule: Int,
        matchCount: Int,
        observations: FieldObservations
    ) -> RuleStatus {
        if matchCount > 0 { return .active }
        for group in compiled.details[rule].requiredFields {
            let paths = group.compactMap { compiled.fields.names[$0] }
            if !paths.isEmpty, paths.count == group.count,
                group.allSatisfy({ observations.neverOccurred($0) })
            {
                return .blind(paths)
            }
        }
        return .neverMatched
    }
}
