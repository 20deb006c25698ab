import MartletRules
import MartletTestSupport
import Testing

/// What is proven about rules holds for every event that can be thought of.
@Suite struct RuleLogicTests {
    /// How often each kind of proof was put to the test.
    private struct Counts {
        var nothing = 0
        var everything = 0
        var implied = 0
    }

    /// Small words over few fields, so that rules contradict and cover one another.
    private static let words = ["a", "ab", "b", "a*", "*b*", "?", "5"]

    private static func item(_ random: inout RandomSource) -> String {
        let field = random.pick(["x", "y"])
        switch random.below(8) {
        case 0: return "\(field)|exists: \(random.oneIn(2))"
        case 1: return "\(field)|gt: \(random.below(4))"
        case 2: return "\(field)|lt: \(random.below(4))"
        case 3: return "\(field): null"
        case 4: return "\(field)|contains|all: ['\(random.pick(words))', '\(random.pick(words))']"
        case 5: return "\(field)|neq: '\(random.pick(words))'"
        case 6: return "\(field): \(random.below(4))"
        default:
            let word = random.pick(["", "|contains", "|startswith", "|endswith", "|cased"])
            return
                "\(field)\(word): ['\(random.pick(words))', '\(random.pick(words).uppercased())']"
        }
    }

    private static func rule(_ random: inout RandomSource) -> Rule? {
        let conditions = [
            "a", "not a", "a and b", "a or b", "a and not b", "not a and not b", "a or not b",
            "not (a or b)", "1 of them", "all of them", "(a and b) or not b",
        ]
        let detection = """
            a:
              \(item(&random))
            b:
              - \(item(&random))
              - \(item(&random))
            condition: \(random.pick(conditions))
            """
        return RuleSource.load(RuleSource.rule(detection: detection)).ruleSet.rules.first
    }

    @Test func proofsHold() {
        var random = RandomSource(seed: 5)
        var counts = Counts()
        for _ in 0..<1_500 {
            guard let rule = Self.rule(&random), let other = Self.rule(&random) else { continue }
            let logic = RuleLogic(rule.detection)
            let implies = logic.implies(RuleLogic(other.detection))
            guard logic.matchesNothing || logic.matchesEverything || implies else { continue }
            if logic.matchesNothing { counts.nothing += 1 }
            if logic.matchesEverything { counts.everything += 1 }
            if implies { counts.implied += 1 }
            let events = RandomRuleEvents([rule, other])
            for _ in 0..<80 {
                let event = events.event(using: &random)
                let evaluator = ReferenceEvaluator(event: event)
                let matches = evaluator.matches(rule)
                if matches ? logic.matchesNothing : logic.matchesEverything {
                    Issue.record("\(RuleDump.text(rule))\(event)")
                }
                if implies, matches, !evaluator.matches(other) {
                    Issue.record("\(RuleDump.text(rule))\(RuleDump.text(other))\(event)")
                }
            }
        }
        #expect(counts.nothing > 20)
        #expect(counts.everything > 20)
        #expect(counts.implied > 20)
    }

    @Test func emptyEventsAreEvaluatedAsTheReferenceDoes() {
        var random = RandomSource(seed: 6)
        let evaluator = ReferenceEvaluator(event: .object([]))
        for _ in 0..<300 {
            guard let rule = Self.rule(&random) else { continue }
            #expect(EmptyEvent.matches(rule.detection) == evaluator.matches(rule))
        }
    }
}
