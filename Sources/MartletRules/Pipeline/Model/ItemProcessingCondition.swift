/// What a step of a pipeline may ask of a detection item.
package enum ItemProcessingCondition: Sendable {
    /// How many of an item's values a condition must hold for.
    package enum Quantifier: String, Sendable, CaseIterable {
        case any
        case all
    }

    /// What a condition asks of one value.
    package enum ValueCondition: Sendable {
        /// A text that the expression matches from its start on (or not, when negated).
        case matchesString(RegularExpression, isNegated: Bool)
        case equals(YAMLScalar)
        case containsWildcard
        case isNull
    }

    case value(ValueCondition, Quantifier)
    /// The step with this id changed the item.
    case itemApplied(String)
    case state(ProcessingStateCondition)
}
