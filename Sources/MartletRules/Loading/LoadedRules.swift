/// What came of loading rule files.
package struct LoadedRules: Sendable {
    /// The rules that are sound and not disabled, in the order of the files.
    package let ruleSet: RuleSet
    /// The same with the rules and correlations that are disabled.
    package let fullRuleSet: RuleSet
    /// The lists that rules can read, by name.
    package let lists: [NamedList]
    /// The values of lists and of the user's placeholders, by name.
    package let placeholders: Placeholders
    /// Everything that was found, file by file in the order of loading.
    package let diagnostics: [Diagnostic]
    /// What did not become a rule.
    package let rejected: [RejectedRule]
    /// How many files were read or could not be.
    package let fileCount: Int
    /// Whether a processing pipeline cannot be read; there are no rules then.
    package let hasUnusablePipeline: Bool
    /// The files that were read, with their documents; empty unless the loader was told to keep them.
    package let sources: [LoadedSource]

    /// Whether anything keeps a rule from loading.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
