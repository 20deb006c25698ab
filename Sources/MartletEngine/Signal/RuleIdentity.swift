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
        // By index: a copy of a rule is one of everything in it.
        identities(rules.indices.map { rules[$0].metadata.id ?? rules[$0].metadata.title })
    }

    /// The identities of a rule set's correlations, in their order.
    package static func identities(of correlations: [Correlation]) -> [RuleIdentity] {
        identities(
            correlations.indices.map {
                correlations[$0].metadata.id ?? correlations[$0].metadata.title
            }
        )
    }

    private static func identities(_ texts: [String]) -> [RuleIdentity] {
        var counts: [String: Int] = [:]
        return texts.map { text in
            let ordinal = counts[text, default: 0]
            counts[text] = ordinal + 1
            return RuleIdentity(text: text, ordinal: ordinal)
        }
    }
}
