package import MartletRules

/// What tells a rule from the others of its rule set in the ids of signals.
///
/// Documents of one collection may share the id of their global document, and rules without an id
/// may share a title. So that two of them that match one event give two signals, it counts which of
/// those that share it a rule is.
package struct RuleIdentity: Hashable, Sendable {
    /// The rule's id, or its title if it has none.
    package let text: String
    /// How many rules with the same text were loaded before it.
    package let ordinal: Int

    package init(text: String, ordinal: Int = 0) {
        self.text = text
        self.ordinal = ordinal
    }

    /// The identities of a rule set's rules, in their order.
    package static func identities(of rules: [Rule]) -> [RuleIdentity] {
        identities(of: rules.map(\.metadata))
    }

    /// The identities of rules, or of correlations, in their order.
    package static func identities(of rules: [RuleMetadata]) -> [RuleIdentity] {
        var counts: [String: Int] = [:]
        return rules.map { rule in
            let text = rule.id ?? rule.title
            defer { counts[text, default: 0] += 1 }
            return RuleIdentity(text: text, ordinal: counts[text, default: 0])
        }
    }
}
