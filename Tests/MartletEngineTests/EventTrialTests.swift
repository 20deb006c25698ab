import MartletEngine
import MartletRules
import Testing

@Suite struct EventTrialTests {
    private static let engine: Engine = {
        var loader = RuleLoader()
        for (title, verb) in [("one", "get"), ("two", "list"), ("three", "get")] {
            let text = """
                title: \(title)
                logsource: {product: kubernetes}
                detection: {selection: {verb: \(verb)}, condition: selection}
                """
            loader.load(source: Array(text.utf8), file: "\(title).yml")
        }
        return Engine(loader.finish().ruleSet)
    }()

    private func verdict(on text: String) -> EventTrial.Verdict {
        var trial = EventTrial(Self.engine)
        return trial.verdict(on: Array(text.utf8))
    }

    @Test func tellsTheRulesThatMatch() {
        #expect(verdict(on: #"{"verb":"get"}"#) == .matches([0, 2]))
        #expect(verdict(on: #"  {"verb":"watch"} "#) == .matches([]))
    }

    @Test func eventsOfAnEnvelopeCountTogether() {
        let list = #"{"kind":"EventList","items":[{"verb":"get"},{"verb":"list"}]}"#
        #expect(verdict(on: list) == .matches([0, 1, 2]))
    }

    @Test func whatIsNoSoundEventIsMalformed() {
        #expect(verdict(on: "nonsense") == .malformed(.notAnObject, offset: 0))
        #expect(verdict(on: "") == .malformed(.notAnObject, offset: 0))
        // A scan that is not strict passes over what it need not read.
        #expect(
            verdict(on: #"{"verb":"get","x":1,"x":2}"#) == .malformed(.duplicateKey, offset: 20)
        )
    }

    @Test func eventsLeaveNothingBehind() {
        var trial = EventTrial(Self.engine)
        for (text, expected) in [
            (#"{"verb":"get"}"#, EventTrial.Verdict.matches([0, 2])),
            ("[]", .malformed(.notAnObject, offset: 0)),
            (#"{"verb":"list"}"#, .matches([1])),
        ] {
            #expect(trial.verdict(on: Array(text.utf8)) == expected)
        }
    }
}
