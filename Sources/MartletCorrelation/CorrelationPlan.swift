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
    /// What lanes are known by from run to run.
    let identities: [LaneIdentity]
    /// What the matches of each rule are known by from run to run.
    package let matchIdentities: [LaneIdentity]

    package init(_ ruleSet: RuleSet) {
        let compiler = PlanCompiler(ruleSet)
        lanes = compiler.lanes
        inputs = compiler.inputs
        ruleCount = ruleSet.rules.count
        correlationCount = ruleSet.correlations.count
        levelCount = (lanes.map(\.level).max() ?? -1) + 1
        let names = LaneIdentities(ruleSet)
        identities = lanes.map { names.identity(of: $0) }
        matchIdentities = names.identitiesOfMatches()
    }

    /// Whether rules need a plan, as something is correlated or quiet.
    package static func isNeeded(for ruleSet: RuleSet) -> Bool {
        !ruleSet.correlations.isEmpty
            || ruleSet.rules.indices.contains { ruleSet.rules[$0].quieting != nil }
    }
}
