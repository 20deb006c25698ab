extension RuleSet {
    /// A part of the set, with references that fit it.
    ///
    /// References of what is kept to what is not are left out; whoever chooses the part knows what a
    /// correlation means without them.
    ///
    /// - Parameters:
    ///   - rules: the indices of the rules that stay, rising.
    ///   - correlations: the indices of the correlations that stay, rising.
    ///   - isHeard: whether a rule that stays keeps its signals.
    ///   - isHeardCorrelation: whether a correlation that stays keeps its signals.
    ///   - disabled: what takes no part.
    /// - Returns: the part.
    func keeping(
        rules: [Int],
        correlations: [Int],
        isHeard: (Int) -> Bool,
        isHeardCorrelation: (Int) -> Bool,
        disabled: [DisabledRule]? = nil
    ) -> RuleSet {
        var rulePlaces: [Int: Int] = [:]
        var keptRules: [Rule] = []
        for index in rules {
            rulePlaces[index] = keptRules.count
            keptRules.append(self.rules[index])
            if !isHeard(index) { keptRules[keptRules.count - 1].silence() }
        }
        var places: [Int: Int] = [:]
        for index in correlations { places[index] = places.count }
        let keptCorrelations = correlations.map { index in
            var correlation = self.correlations[index]
            correlation.isSilent = !isHeardCorrelation(index)
            correlation.references = correlation.references.compactMap { reference in
                var reference = reference
                switch reference.target {
                case .rule(let rule):
                    guard let place = rulePlaces[rule] else { return nil }
                    reference.target = .rule(place)
                case .correlation(let inner):
                    guard let place = places[inner] else { return nil }
                    reference.target = .correlation(place)
                }
                return reference
            }
            return correlation
        }
        return RuleSet(
            rules: keptRules,
            filters: filters,
            correlations: keptCorrelations,
            fingerprint: fingerprint,
            logSources: logSources,
            disabled: disabled ?? self.disabled
        )
    }
}
