/// The rules of one run, in the order in which they were loaded.
public struct RuleSet: Sendable {
    /// The rules that loaded without an error.
    public let rules: [Rule]
    /// A fingerprint of the rule files' bytes, 16 hexadecimal digits: the same files give the same.
    public let fingerprint: String

    package init(rules: [Rule], fingerprint: String) {
        self.rules = rules
        self.fingerprint = fingerprint
    }
}
