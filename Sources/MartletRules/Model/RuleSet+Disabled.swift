extension RuleSet {
    /// The set with every correlation marked that disabled rules leave without a meaning.
    ///
    /// What counts or compares goes on with the rules that are left; what needs each of its rules, or
    /// has none left, is disabled. An absence would else be true of everything.
    func withDisabledCorrelations() -> RuleSet {
        guard rules.contains(where: { $0.disabling != nil }) else { return self }
        var correlations = correlations
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for index in correlations.indices where correlations[index].disabling == nil {
                let missing = correlations[index].references.filter { reference in
                    switch reference.target {
                    case .rule(let rule): rules[rule].disabling != nil
                    case .correlation(let inner): correlations[inner].disabling != nil
                    }
                }
                guard let first = missing.first,
                    correlations[index].needsAllReferences
                        || missing.count == correlations[index].references.count
                else { continue }
                correlations[index].disabling = .reads(title(of: first.target))
                hasChanged = true
            }
        }
        return RuleSet(
            rules: rules,
            filters: filters,
            correlations: correlations,
            fingerprint: fingerprint,
            logSources: logSources,
            disabled: disabled
        )
    }

    /// The rules and correlations that take part.
    func withoutDisabled() -> RuleSet {
        let ofRules = rules.compactMap { rule in
            rule.disabling.map { DisabledRule(metadata: rule.metadata, reason: $0) }
        }
        let ofCorrelations = correlations.compactMap { correlation in
            correlation.disabling.map {
                DisabledRule(metadata: correlation.metadata, reason: $0)
            }
        }
        guard !ofRules.isEmpty || !ofCorrelations.isEmpty else { return self }
        return keeping(
            rules: rules.indices.filter { rules[$0].disabling == nil },
            correlations: correlations.indices.filter { correlations[$0].disabling == nil },
            isHeard: { !rules[$0].isSilent },
            isHeardCorrelation: { !correlations[$0].isSilent },
            disabled: ofRules + ofCorrelations
        )
    }

    private func title(of target: Correlation.Reference.Target) -> String {
        switch target {
        case .rule(let rule): rules[rule].title
        case .correlation(let correlation): correlations[correlation].title
        }
    }
}

extension Correlation {
    /// Whether the correlation means something else, or nothing, without one of its references.
    fileprivate var needsAllReferences: Bool {
        if case .expression = requirement { return true }
        return switch kind {
        case .temporal, .temporalOrdered: requirement == .inherent
        case .absence: true
        case .eventCount, .valueCount, .aggregate, .newValue: false
        }
    }
}
