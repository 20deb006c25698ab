/// A correlation as its document states it, before the rules that it names are found.
struct CorrelationDraft: Sendable {
    /// A name for a field that the events of rules have under different names.
    struct Alias: Sendable {
        let name: FieldPath
        /// The fields by the rules that have them.
        let fields: [(rule: RuleReference, path: FieldPath)]
    }

    /// Lacks nothing but its references; an expression's selections are ``expressionNames``.
    var correlation: Correlation
    /// The rules that it names; empty if only its expression does.
    var references: [RuleReference]
    /// The names that its expression consists of, each once.
    var expressionNames: [RuleReference]
    var aliases: [Alias]
    let file: SourceFile
}
