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
        let heardRules = rules.map {
            !$0.isSilent && $0.metadata.highestLevel(with: $0.severityCases) >= level
        }
        return keeping(
            rules: rules.indices.filter { heardRules[$0] || neededRules.contains($0) },
            correlations: correlations.indices.filter(neededCorrelations.contains),
            isHeard: { heardRules[$0] },
            isHeardCorrelation: { heardCorrelations[$0] }
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
