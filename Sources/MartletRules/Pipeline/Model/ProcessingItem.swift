/// One step of a pipeline: a transformation and when it applies.
package struct ProcessingItem: Sendable {
    /// The name by which later conditions ask whether the step was taken.
    package let id: String?
    package let transformation: Transformation
    /// What must hold of the rule.
    package let ruleConditions: ConditionGroup<RuleProcessingCondition>
    /// What must hold of a detection item, for a transformation that works on them.
    package let itemConditions: ConditionGroup<ItemProcessingCondition>
    /// What must hold of a field name, for a transformation that works on items or names.
    package let fieldConditions: ConditionGroup<FieldNameProcessingCondition>
    /// Where the step stands.
    package let location: SourceLocation
}
