/// The rules of one run, in the order in which they were loaded.
public struct RuleSet: Sendable {
    /// The rules that loaded without an error.
    public let rules: [Rule]
    /// The filters over them; ``Rule/filters`` names those of a rule by index.
    public let filters: [Filter]
    /// What their matches mean together.
    public let correlations: [Correlation]
    /// A fingerprint of the rule files' bytes, 16 hexadecimal digits: the same files give the same.
    public let fingerprint: String
    /// The kinds of log that are known: those of the user, then those of martlet.
    package let logSources: [LogSourceDefinition]
    /// What takes no part, though it is sound.
    public let disabled: [DisabledRule]

    package init(
        rules: [Rule],
        filters: [Filter] = [],
        correlations: [Correlation] = [],
        fingerprint: String,
        logSources: [LogSourceDefinition] = LogSourceDefinition.shipped,
        disabled: [DisabledRule] = []
    ) {
        self.rules = rules
        self.filters = filters
        self.correlations = correlations
        self.fingerprint = fingerprint
        self.logSources = logSources
        self.disabled = disabled
    }

    /// The filters that apply to one of the rules, in the order in which they are asked.
    package func filters(of rule: Rule) -> [Filter] {
        rule.filters.map { filters[$0] }
    }
}
