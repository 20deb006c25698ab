extension RuleSet {
    /// The rules and correlations that can give signals of a level or above, and silently those that
    /// these need.
    ///
    /// A rule of a lower level stays if a case of `severity_if` can raise it.
    package func limited(to level: Level) -> RuleSet {
        let heardCorrelations = correlations.map {
            !$0.isSilent && $0.metadata.highestLevel(with: $0.severityCases) >= level
        }
        let needed = Set(correlations.indices.filter { heardCorrelations[$0] })
        let (neededCorrelations, neededRules) = needs(of: needed)

        var rulePlaces: [Int: Int] = [:]
        var keptRules: [Rule] = []
        for (index, rule) in rules.enumerated() {
            let highest = rule.metadata.highestLevel(with: rule.severityCases)
            let isHeard = !rule.isSilent && highest >= level
            guard isHeard || neededRules.contains(index) else { continue }
            rulePlaces[index] = keptRules.count
            keptRules.append(rule)
            if !isHeard { keptRules[keptRules.count - 1].silence() }
        }
        var places: [Int: Int] = [:]
        for index in correlations.indices where neededCorrelations.contains(index) {
            places[index] = places.count
        }
        let keptCorrelations = correlations.indices.filter(neededCorrelations.contains).map {
            index in
            var correlation = correlations[index]
            correlation.isSilent = !heardCorrelations[index]
            correlation.references = correlation.references.map { reference in
                var reference = reference
                switch reference.target {
                case .rule(let rule): reference.target = .rule(rulePlaces[rule] ?? rule)
                case .correlation(let inner):
                    reference.target = .correlation(places[inner] ?? inner)
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
            logSources: logSources
        )
    }

    /// The correlations, and what they read directly or through others.
    private func needs(of start: Set<Int>) -> (correlations: Set<Int>, rules: Set<Int>) {
        var correlations = start
        var rules: Set<Int> = []
        var queue = Array(start)
        while let index = queue.popLast() {
            for reference in self.correlations[index].references {
                switch reference.target {
                case .rule(let rule): rules.insert(rule)
                case .correlation(let inner):
                    if correlations.insert(inner).inserted { queue.append(inner) }
                }
            }
        }
        return (correlations, rules)
    }
}

extension RuleMetadata {
    /// The highest level that signals can have.
    fileprivate func highestLevel(with cases: [SeverityCase]) -> Level {
        cases.map(\.level).reduce(level, max)
    }
}
