/// Tests of a rule that stand in a file of their own, so that a site can test rules of others.
struct RuleTestDocument: Sendable {
    /// The id or the name of the rule.
    let rule: String
    /// Where it is named.
    let ruleRange: Range<Int>
    let tests: [RuleTest]
    let file: SourceFile

    /// Whether these are tests of a rule.
    func tests(_ rule: RuleMetadata) -> Bool {
        self.rule == rule.id || self.rule == rule.name
    }
}
