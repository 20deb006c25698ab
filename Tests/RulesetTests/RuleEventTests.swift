import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// The events beside the rules: what must match does, what must not does not.
@Suite struct RuleEventTests {
    @Test(arguments: Ruleset.entries)
    func theEngineAgreesWithTheTests(_ entry: Ruleset.Entry) throws {
        var rule = entry.rule
        rule.isSilent = false
        rule.quieting = nil
        let engine = Engine(RuleSet(rules: [rule], fingerprint: "0000000000000000"))
        for testCase in try Ruleset.cases(of: rule) {
            let outcome = EngineScan.outcome(of: testCase.event, with: engine)
            #expect(outcome.eventCount == 1, "\(testCase.name) is no event")
            #expect(outcome.faults == [], "\(testCase.name)")
            #expect(
                outcome.matches.count == (testCase.test.expectsMatch ? 1 : 0),
                "\(testCase.name)"
            )
        }
    }

    @Test(arguments: Ruleset.entries)
    func theReferenceAgreesWithTheTests(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        for testCase in try Ruleset.cases(of: rule) {
            let evaluator = ReferenceEvaluator(event: try JSONParser.parse(testCase.event))
            #expect(evaluator.matches(rule) == testCase.test.expectsMatch, "\(testCase.name)")
        }
    }

    /// Of the events that the API server may write for one request, one matches.
    @Test(arguments: Ruleset.entries)
    func aRequestMatchesAtOneStage(_ entry: Ruleset.Entry) throws {
        let rule = entry.rule
        for testCase in try Ruleset.cases(of: rule) where testCase.test.expectsMatch {
            let event = try JSONParser.parse(testCase.event)
            let matches = stages(of: event).count { stage in
                ReferenceEvaluator(event: event.setting("stage", to: stage)).matches(rule)
            }
            #expect(matches == 1, "\(testCase.name)")
        }
    }

    /// The stages that are written for a request like this one.
    ///
    /// Source: the long-running checks of k8s.io/apiserver and kube-apiserver.
    private func stages(of event: JSONValue) -> [String] {
        // What fails authentication is written by a handler in front of all others.
        if event["responseStatus"]?["code"]?.integer == 401 { return ["ResponseStarted"] }
        let lastingVerbs = ["watch", "proxy"]
        let lastingSubresources = ["attach", "exec", "log", "portforward", "proxy"]
        let isLasting =
            lastingVerbs.contains(event["verb"]?.text ?? "")
            || lastingSubresources.contains(event["objectRef"]?["subresource"]?.text ?? "")
        return ["RequestReceived", "ResponseComplete", "Panic"]
            + (isLasting ? ["ResponseStarted"] : [])
    }
}

extension JSONValue {
    /// This object with another text as the value of a member that it has.
    fileprivate func setting(_ key: String, to text: String) -> JSONValue {
        guard case .object(var members) = self else { return self }
        for index in members.indices where members[index].key == Array(key.utf8) {
            members[index].value = .string(Array(text.utf8))
        }
        return .object(members)
    }
}
