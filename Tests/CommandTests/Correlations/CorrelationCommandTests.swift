import Testing

/// What the commands around rules say about correlations and quiet rules.
@Suite struct CorrelationCommandTests {
    private let folder = CountedRules.folder()

    private func run(_ arguments: String...) -> MartletProcess.Result {
        var process = MartletProcess(arguments: arguments)
        process.folder = folder.path
        return process.run()
    }

    @Test func rulesListThem() {
        let result = run("rules", "-r", "rules")
        #expect(result.status == 0)
        #expect(
            result.text == """
                medium         Denied Request        no id
                               fields  responseStatus.code
                               signal  none of its own
                low            Secret Read           9f0cf2a4-9be1-4f7b-8e75-93f6ea1a2c11
                               fields  objectRef.resource user.groups
                               group   user.username
                               window  10m
                high           Many Denied Requests  3d1f63c4-8c1e-4a0e-9b41-0d1c1d1a2b3c
                               tags    attack.discovery attack.t1613
                               type    event_count within 5m
                               rules   denied
                               group   user.username
                2 rules, 1 correlation

                """
        )
        let json = run("rules", "-r", "rules", "--format", "json")
        #expect(json.text.contains(#""silent": true"#))
        #expect(json.text.contains(#""type": "event_count""#))
        #expect(json.text.contains(#""timespan": "5m""#))
    }

    @Test func coverageCountsWhatGivesSignals() {
        let result = run("coverage", "rules")
        #expect(result.text.hasPrefix("2 rules, 1 of 14 tactics, 1 technique\n"))
        #expect(result.text.contains("      2  product: kubernetes, service: audit\n"))
    }

    @Test func explainPointsToTheRules() {
        let result = run("explain", "-r", "rules", "--rule", "many denied", "{}")
        #expect(result.status == 3)
        #expect(
            result.errors == """
                error: 'Many Denied Requests' is a correlation, which no single event can explain; \
                explain what it names: 'Denied Request'

                """
        )
    }

    @Test func testsTrySequences() {
        let result = run("test", "rules")
        #expect(result.status == 0)
        #expect(result.text == "4 cases of 2 rules: 4 passed\n")
    }

    @Test func testsTellWhatTheSignalsWere() {
        folder.write(
            "rules/many.yml",
            CountedRules.rules
                .replacing("count: 3, level: high", with: "count: 4")
                .replacing("file: many.jsonl", with: "file: none.jsonl")
                .replacing("match: false", with: "signals: 1")
                .replacing("username: alice, count: 1", with: "username: carol, count: 1")
        )
        folder.write("rules/none.jsonl", "\n")
        let result = run("test", "rules")
        #expect(result.status == 1)
        #expect(
            result.text.contains(
                "expected a signal {group: {user.username: mallory}, count: 4}, "
                    + "got {group: {user.username: mallory}, count: 3, level: high}\n"
            )
        )
        #expect(result.text.contains("broken: none.jsonl holds no event\n"))
        #expect(result.text.contains("failed: expected 1 signal, got none\n"))
        #expect(result.text.hasSuffix("4 cases of 2 rules: 2 failed, 1 broken, 1 passed\n"))
        let junit = run("test", "rules", "--format", "junit")
        #expect(junit.text.contains("failures=\"2\" errors=\"1\""))
        #expect(junit.text.contains("<failure message=\"expected 1 signal, got none\"/>"))
    }

    @Test func testsOfRulesThatGiveNoSignalsAreBroken() {
        folder.write(
            "rules/many.yml",
            CountedRules.rules.replacing(
                "    condition: denied\n",
                with: "    condition: denied\nmartlet: "
                    + "{tests: [{name: x, signals: 1, event: {responseStatus: {code: 403}}}]}\n"
            )
        )
        let result = run("test", "rules", "--filter", "x")
        #expect(result.status == 1)
        #expect(
            result.text.contains("broken: the rule gives no signals: only correlations read it")
        )
    }

    @Test func eventsThatAreTooSmallAreToldOf() {
        folder.write(
            "rules/many.yml",
            CountedRules.rules.replacing("verb: get, auditID: b", with: "auditID: b")
        )
        let result = run("test", "rules", "--filter", "three")
        #expect(result.status == 1)
        #expect(
            result.text.contains(
                "expected a signal {group: {user.username: mallory}, count: 3, level: high}, got none; "
                    + "an event says no time that a log source knows\n"
            )
        )
    }
}
