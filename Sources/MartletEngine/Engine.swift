package import MartletRules

/// A rule set compiled for evaluation: immutable, shared by all threads.
package struct Engine: Sendable {
    package let ruleSet: RuleSet
    let compiled: CompiledRules

    /// Compiles rules.
    ///
    /// Never fails: what cannot be compiled was refused when the rules were read.
    package init(_ ruleSet: RuleSet) {
        self.ruleSet = ruleSet
        self.compiled = CompiledRules(ruleSet)
    }

    /// The rules, in the order of their ordinals.
    package var rules: [Rule] { ruleSet.rules }
    /// The filters over them, in the order of their ordinals.
    package var filters: [Filter] { ruleSet.filters }
    /// The fingerprint of the rule set, which every signal carries.
    package var rulesetFingerprint: String { ruleSet.fingerprint }
    /// The log sources, in the order of the counts of their events.
    package var logSources: [LogSourceDefinition] { ruleSet.logSources }
}
