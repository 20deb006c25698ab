import MartletRules
import Testing

@Suite struct AttackTagTests {
    @Test func tagsNameTacticsAndTechniques() {
        #expect(AttackTag("attack.defense_evasion") == .tactic("defense-evasion"))
        #expect(AttackTag("ATTACK.T1059.004") == .technique("T1059.004"))
        for other in ["attack.g0016", "attack.", "cve.2020-1", "attack.t160", "xattack.impact"] {
            #expect(AttackTag(other) == nil)
        }
    }

    @Test func aRuleNamesEachOnce() throws {
        let source = RuleSource.rule(
            detection: "selection:\n    verb: get\ncondition: selection",
            more: "tags: [attack.impact, attack.t1485, attack.Impact, attack.T1485, attack.t1486]\n"
        )
        let rule = try #require(RuleSource.load(source).ruleSet.rules.first)
        #expect(rule.tactics == ["impact"])
        #expect(rule.techniques == ["T1485", "T1486"])
    }

    @Test func theMatrixKnowsWhatATechniqueServes() {
        #expect(AttackMatrix.tactics.count == 14)
        #expect(AttackMatrix.tactics(of: "T1609") == ["execution"])
        #expect(AttackMatrix.tactics(of: "T1059.004") == ["execution"])
        #expect(
            AttackMatrix.tactics(of: "T1053").elementsEqual([
                "execution", "persistence", "privilege-escalation",
            ])
        )
        #expect(AttackMatrix.tactics(of: "T1677") == ["execution"])
        #expect(AttackMatrix.tactics(of: "T9999") == [])
        #expect(AttackMatrix.tactics(of: "T1036").contains("stealth"))
    }

    @Test func partsTakeThePlaceOfTheTacticThatTheyDivide() {
        #expect(AttackMatrix.tactics(asIn: ["impact"]) == AttackMatrix.tactics)
        let new = AttackMatrix.tactics(asIn: ["stealth"])
        #expect(new.count == 15)
        #expect(!new.contains("defense-evasion"))
        #expect(AttackMatrix.tactics(asIn: ["stealth", "defense-evasion"]).count == 16)
    }
}
