/// The rules of one run, in the order in which they were loaded.
public struct RuleSet: Sendable {
    /// The rules that loaded without an error.
    public let rules: [Rule]
    /// The filters over them; ``Rule/filters`` names those of a rule by index.
    public let filters: [Filter]
    /// A fingerprint of the rule files' bytes, 16 hexadecimal digits: the same files give the same.
    public let fingerprint: String

    package init(rules: [Rule], filters: [Filter] = [], fingerprint: String) {
        self.rules = rules
        self.filters = filters
        self.fingerprint = fingerprint
    }
}
