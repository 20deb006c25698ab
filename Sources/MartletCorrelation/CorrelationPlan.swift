package import MartletRules

/// Compiled correlations and quiet rules of a rule set.
package struct CorrelationPlan: Sendable {
    let ruleSet: RuleSet

    package init(_ ruleSet: RuleSet) {
        self.ruleSet = ruleSet
    }

    /// Whether nothing is correlated.
    package var isEmpty: Bool {
        ruleSet.correlations.isEmpty && !ruleSet.rules.contains { $0.quieting != nil }
    }
}
