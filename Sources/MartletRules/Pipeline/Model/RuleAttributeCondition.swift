/// A comparison with an attribute of a rule.
package struct RuleAttributeCondition: Sendable {
    /// How an attribute is compared.
    package enum Test: Sendable {
        case compare(ScalarComparison)
        /// A list has the value, or with `false` has not.
        case isMember(String, Bool)
        case level(ScalarComparison.Relation, Level)
        /// The place of a status among ``statuses``.
        case status(ScalarComparison.Relation, Int)
    }

    /// The status in the order of rising trust.
    package static let statuses = ["unsupported", "deprecated", "experimental", "test", "stable"]

    package let name: String
    package let test: Test
}
