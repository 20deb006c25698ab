/// What a step of a pipeline may ask of a rule.
package enum RuleProcessingCondition: Sendable {
    /// Every part that is stated is the same in the rule's log source.
    case logSource(LogSource)
    /// The rule names the field.
    case containsField(String)
    /// The rule names the field with the value.
    case containsItem(field: String, value: YAMLScalar)
    /// The document is a rule, and no correlation.
    case isRule(Bool)
    case attribute(RuleAttributeCondition)
    /// The rule has the tag.
    case tag(String)
    /// The step with this id was taken for the rule.
    case itemApplied(String)
    case state(ProcessingStateCondition)
}
