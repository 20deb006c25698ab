/// What a step of a pipeline does to a rule.
package enum Transformation: Sendable {
    /// Gives fields other names.
    case fieldNames(FieldNameTransformation)
    /// Gives items other values.
    case values(ValueTransformation)
    /// Divides items of hashes by algorithm.
    case splitHashes(HashSplitting)
    case placeholders(PlaceholderTransformation)
    /// Changes the list of fields that help whoever looks into a match.
    case fieldList(FieldListChange)
    /// Removes items.
    case dropItems
    /// Refuses the rule if an item fits the step's conditions, for this reason.
    case failItem(String)
    /// Refuses the rule, for this reason.
    case failRule(String)
    case addCondition(AddedCondition)
    case changeLogSource(LogSource)
    /// Notes a value for conditions of later steps.
    case setState(key: String, value: YAMLScalar)
    /// Gives the rule an attribute for conditions of later steps.
    case setAttribute(name: String, value: YAMLScalar)
    /// Takes further steps.
    case nest([ProcessingItem])

    /// A change of the attribute `fields`.
    package enum FieldListChange: Sendable {
        case add([String])
        case remove([String])
        case set([String])
    }
}
