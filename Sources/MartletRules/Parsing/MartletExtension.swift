/// What a rule holds under the key `martlet:`, which other engines ignore.
struct MartletExtension {
    var message: MessageTemplate?
    var quieting: Quieting?
    var severityCases: [SeverityCase] = []
    var requiredLists: [ListReference] = []
    var tests: [RuleTest] = []
    var evasions: [DocumentedEvasion] = []
}
