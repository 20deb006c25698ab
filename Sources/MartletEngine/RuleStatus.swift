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
        let missing = compiled.fields.missing(
            of: compiled.details[rule].requiredFields,
            in: observations
        )
        return missing.map { .blind($0) } ?? .neverMatched
    }
}

extension CompiledFields {
    /// The fields of a group of which none ever occurred, or `nil` if there is no such group.
    ///
    /// Recursion is bounded: blocks nest no deeper than the rule.
    fileprivate func missing(
        of groups: [[RequiredField]],
        in observations: FieldObservations
    ) -> [FieldPath]? {
        for group in groups where !group.isEmpty {
            let missing = group.map { self.missing($0, in: observations) }
            let paths = missing.compactMap(\.self)
            if paths.count == group.count { return paths.flatMap(\.self) }
        }
        return nil
    }

    /// What never occurred, so that a field is not there as it is required; `nil` if it may be.
    private func missing(
        _ required: RequiredField,
        in observations: FieldObservations
    ) -> [FieldPath]? {
        guard let name = names[required.field] else { return nil }
        if observations.neverOccurred(required.field) { return [name] }
        guard let block = required.block else { return nil }
        let scope = scopes[block.scope]
        let missing = scope.fields.missing(
            of: scope.requiredFields[block.number],
            in: observations.ofElements(inScope: block.scope)
        )
        return missing?.map { $0.below(name) }
    }
}
