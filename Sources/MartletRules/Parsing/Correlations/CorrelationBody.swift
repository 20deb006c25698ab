/// What the map `correlation:` says.
struct CorrelationBody {
    let type: CorrelationType
    let rules: [RuleReference]
    let groupBy: [FieldPath]
    /// In nanoseconds; 0 for a type that has none.
    let timespan: Int64
    let condition: CorrelationCondition
    let aliases: [CorrelationDraft.Alias]
    let generates: Bool?
}
