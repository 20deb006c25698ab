package import MartletRules

/// A rule set compiled for evaluation: immutable, shared by all threads.
package struct Engine: Sendable {
    /// The rules, in the order of their ordinals.
    package let rules: [Rule]
    /// The filters over them, in the order of their ordinals.
    package let filters: [Filter]
    /// The fingerprint of the rule set, which every signal carries.
    package let rulesetFingerprint: String
    /// The log sources, in the order of the counts of their events.
    package let logSources: [LogSourceDefinition]
    let compiled: CompiledRules

    /// Compiles rules.
    ///
    /// Never fails: what cannot be compiled was refused when the rules were read.
    package init(_ ruleSet: RuleSet) {
        self.rules = ruleSet.rules
        self.filters = ruleSet.filters
        self.logSources = ruleSet.logSources
        self.rulesetFingerprint = ruleSet.fingerprint
        self.compiled = CompiledRules(ruleSet)
    }
}
