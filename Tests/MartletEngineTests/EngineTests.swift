import MartletEngine
import MartletRules
import Testing

@Suite struct EngineTests {
    @Test func keepsTheFingerprint() {
        #expect(Engine(RuleSet(rules: [], fingerprint: "ab")).rulesetFingerprint == "ab")
    }
}
