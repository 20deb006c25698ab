/// What `condition:` of a correlation says.
struct CorrelationCondition {
    var requirement = Correlation.Requirement.inherent
    /// The names that an expression consists of; its selections are indices of them.
    var names: [RuleReference] = []
    var fields: [FieldPath] = []
    var percentile: Double?
}
