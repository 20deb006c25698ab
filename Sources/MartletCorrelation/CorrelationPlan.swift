internal import MartletEngine
package import MartletRules

/// Compiled correlations and quiet rules of a rule set.
package struct CorrelationPlan: Sendable {
    /// Quiet rules, then correlations, each in the order of loading.
    let lanes: [Lane]
    /// Who reads the matches of each rule and, behind all rules, of each correlation.
    let inputs: [[LaneInput]]
    let ruleCount: Int
    let correlationCount: Int
    /// How many stages follow each other, so that each reads the matches of those before.
    let levelCount: Int

    package init(_ ruleSet: RuleSet) {
        let compiler = PlanCompiler(ruleSet)
        lanes = compiler.lanes
        inputs = compiler.inputs
        ruleCount = ruleSet.rules.count
        correlationCount = ruleSet.correlations.count
        levelCount = (lanes.map(\.level).max() ?? -1) + 1
    }

    /// Whether nothing is correlated.
    package var isEmpty: Bool { lanes.isEmpty }
}
