package import MartletRules

/// What became of a rule in a run.
package enum RuleStatus: Sendable, Equatable {
    /// It matched.
    case active
    /// It matched, but filters hid every match.
    case hidden
    /// Its fields occurred, but it did not match.
    case neverMatched
    /// It cannot have matched: of these fields it needs one, and none ever occurred.
    case blind([FieldPath])
}

extension Engine {
    /// What became of a rule, given how often it matched, how many of its matches filters hid
    /// besides, and what all sessions saw.
    ///
    /// A field that no event was asked for, because the rule was ruled out before, says nothing.
    package func status(
        ofRule rule: Int,
        matchCount: Int,
        hiddenCount: Int = 0,
        observations: FieldObservations
    ) -> RuleStatus {
        if matchCount > 0 { return .active }
        if hiddenCount > 0 { return .hidden }
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
