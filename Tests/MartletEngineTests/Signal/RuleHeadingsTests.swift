import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

@Suite struct RuleHeadingsTests {
    private let location = SourceLocation(file: "rule.yml", line: 1, column: 1)

    private func rule(conditionCount: Int = 1) -> Rule {
        let conditions = Array(repeating: Condition.selection(0), count: conditionCount)
        return Rule(
            title: "A \"title\"",
            detection: Detection(selections: [], conditions: conditions),
            location: location
        )
    }

    private func heading(_ rule: Rule, condition: Int = 0) throws -> JSONValue {
        let json = RuleHeadings(
            rule,
            RuleIdentity(text: "r"),
            fingerprint: "00ff"
        ).json[condition]
        // It continues an object; the comma in front is dropped here.
        return try JSONParser.parse(Array("{".utf8) + json.dropFirst() + Array("}".utf8))
    }

    private func texts(_ value: JSONValue?) -> [String]? {
        guard case .array(let items)? = value else { return nil }
        return items.compactMap {
            guard case .string(let bytes) = $0 else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    @Test func namesTheRule() throws {
        var rule = rule()
        rule.id = "1f2e"
        rule.level = .high
        rule.references = ["", "https://example.org"]
        let heading = try heading(rule)
        #expect(heading["ruleset"] == .string(Array("00ff".utf8)))
        #expect(heading["rule"]?["id"] == .string(Array("1f2e".utf8)))
        #expect(heading["rule"]?["title"] == .string(Array("A \"title\"".utf8)))
        #expect(heading["rule"]?["level"] == .string(Array("high".utf8)))
        #expect(texts(heading["rule"]?["references"]) == ["https://example.org"])
    }

    @Test func leavesOutWhatTheRuleDoesNotSay() throws {
        let heading = try heading(rule())
        for key in ["id", "status", "author", "references", "condition"] {
            #expect(heading["rule"]?[key] == nil)
        }
        #expect(texts(heading["rule"]?["tags"]) == [])
    }

    @Test(arguments: [
        ("attack.execution", "execution"), ("attack.defense-evasion", "defense-evasion"),
        ("attack.defense_evasion", "defense-evasion"), ("ATTACK.Impact", "impact"),
    ])
    func tellsTactics(_ tag: String, _ tactic: String) throws {
        var rule = rule()
        rule.tags = [tag]
        let heading = try heading(rule)["rule"]
        #expect(texts(heading?["tags"]) == [tag])
        #expect(texts(heading?["tactics"]) == [tactic])
        #expect(texts(heading?["techniques"]) == [])
    }

    @Test(arguments: [
        ("attack.t1609", "T1609"), ("attack.T1059.004", "T1059.004"), ("Attack.t0001", "T0001"),
    ])
    func tellsTechniques(_ tag: String, _ technique: String) throws {
        var rule = rule()
        rule.tags = [tag]
        let heading = try heading(rule)["rule"]
        #expect(texts(heading?["techniques"]) == [technique])
        #expect(texts(heading?["tactics"]) == [])
    }

    @Test(arguments: [
        "attack.", "attack.-", "attack.a--b", "attack.impact_", "attack.g0016", "attack.s0002",
        "attack.t160", "attack.t1609.1", "cve.2020-1",
        "attack", "attack.t1609x004", "detection.threat-hunting", "xattack.execution",
    ])
    func otherTagsAreOnlyTags(_ tag: String) throws {
        var rule = rule()
        rule.tags = [tag]
        let heading = try heading(rule)["rule"]
        #expect(texts(heading?["tags"]) == [tag])
        #expect(texts(heading?["tactics"]) == [])
        #expect(texts(heading?["techniques"]) == [])
    }

    @Test func numbersTheConditionsOfARuleThatHasSeveral() throws {
        for condition in 0..<3 {
            let heading = try heading(rule(conditionCount: 3), condition: condition)
            #expect(heading["rule"]?["condition"] == .number(Array("\(condition)".utf8)))
        }
    }
}
