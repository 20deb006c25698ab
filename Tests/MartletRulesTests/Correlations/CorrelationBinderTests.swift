import MartletRules
import MartletTestSupport
import Testing

@Suite struct CorrelationBinderTests {
    private static let temporal = "type: temporal\ntimespan: 1m"

    private func load(_ files: (String, String)...) -> LoadedRules {
        var loader = RuleLoader()
        for (path, text) in files { loader.load(source: Array(text.utf8), file: path) }
        return loader.finish()
    }

    private func correlation(_ name: String, _ rules: String, more: String = "") -> String {
        CorrelationSource.text(
            "\(Self.temporal)\nrules: [\(rules)]",
            more: "name: \(name)\n\(more)"
        )
    }

    @Test func namesAreFoundInAnyFileAndOrder() throws {
        let loaded = load(
            ("a.yml", correlation("outer", "inner, allowed")),
            ("b.yml", CorrelationSource.rules),
            ("c.yml", correlation("inner", "7f1c2b1e-0001-4000-8000-000000000001, allowed"))
        )
        #expect(loaded.diagnostics.isEmpty)
        let correlations = loaded.ruleSet.correlations
        #expect(correlations.map(\.name) == ["outer", "inner"])
        #expect(correlations[0].references.map(\.target) == [.correlation(1), .rule(1)])
        #expect(correlations[1].references.map(\.target) == [.rule(0), .rule(1)])
    }

    @Test func whatIsNamedInItsOwnFileIsSilent() throws {
        let silent = load(
            ("a.yml", correlation("outer", "inner")),
            ("b.yml", correlation("inner", "denied") + "---\n" + CorrelationSource.rules)
        )
        #expect(silent.ruleSet.rules.map(\.isSilent) == [true, false])
        #expect(silent.ruleSet.correlations.map(\.isSilent) == [false, false])
        let generated = load(
            (
                "a.yml",
                correlation("one", "two") + "---\n" + correlation("two", "denied") + "---\n"
                    + correlation("three", "denied", more: "generate: true\n") + "---\n"
                    + CorrelationSource.rules
            )
        )
        #expect(generated.ruleSet.rules.map(\.isSilent) == [false, false])
        #expect(generated.ruleSet.correlations.map(\.isSilent) == [false, true, false])
    }

    @Test func aRuleWhoseCorrelationIsRejectedIsHeard() {
        let loaded = load(("a.yml", correlation("one", "denied, nobody") + CorrelationSource.rules))
        #expect(loaded.ruleSet.correlations.isEmpty)
        #expect(loaded.rejected.map(\.shortName) == ["one"])
        #expect(loaded.ruleSet.rules.allSatisfy { !$0.isSilent })
    }

    @Test func rejectedCorrelationsLeaveNoGaps() throws {
        let loaded = load(
            (
                "a.yml",
                [
                    correlation("a", "b"), correlation("b", "a"), correlation("c", "d"),
                    correlation("behind", "a"), correlation("d", "denied, allowed"),
                ].joined(separator: "---\n") + CorrelationSource.rules
            )
        )
        #expect(loaded.ruleSet.correlations.map(\.name) == ["c", "d"])
        #expect(loaded.ruleSet.correlations[0].references.map(\.target) == [.correlation(1)])
        #expect(loaded.rejected.map(\.shortName) == ["a", "b", "behind"])
        #expect(
            loaded.diagnostics.map(\.code)
                == [.correlationCircle, .correlationCircle, .rejectedCorrelatedRule]
        )
    }

    @Test func chainsEnd() {
        func chain(_ count: Int) -> LoadedRules {
            let links = (1...count).map { index in
                correlation("c\(index)", index == 1 ? "denied" : "c\(index - 1)")
            }
            return load(
                ("a.yml", links.reversed().joined(separator: "---\n") + CorrelationSource.rules)
            )
        }
        #expect(chain(32).diagnostics.isEmpty)
        let tooLong = chain(40)
        #expect(tooLong.ruleSet.correlations.count == 32)
        #expect(tooLong.diagnostics.filter { $0.code == .correlationCircle }.count == 1)
        #expect(tooLong.diagnostics.filter { $0.code == .rejectedCorrelatedRule }.count == 7)
    }

    @Test func chainsThatBranchTakeNoTime() {
        // 2 to the power of 31 ways lead from the first to the last.
        let links = (1...31).flatMap { level in
            ["a", "b"].map { side in
                correlation(
                    "\(side)\(level)",
                    level == 1 ? "denied, allowed" : "a\(level - 1), b\(level - 1)"
                )
            }
        }
        let loaded = load(("a.yml", links.joined(separator: "---\n") + CorrelationSource.rules))
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.ruleSet.matchOutlines.map(\.isCollected) == [true, true])
    }

    @Test func globalDocumentsServeCorrelationsToo() throws {
        let loaded = load(
            (
                "a.yml",
                """
                action: global
                correlation: {type: event_count, rules: [denied], timespan: 1m}
                level: high
                ---
                title: Some
                correlation: {condition: {gte: 3}}
                ---
                title: Many
                correlation: {condition: {gte: 30}}
                ---
                action: reset

                """ + CorrelationSource.rules
            )
        )
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.ruleSet.correlations.map(\.title) == ["Some", "Many"])
        #expect(loaded.ruleSet.correlations.allSatisfy { $0.level == .high })
        #expect(loaded.ruleSet.rules.count == 2)
    }

    @Test func filtersDoNotApplyToCorrelations() throws {
        let loaded = load(
            ("a.yml", correlation("one", "denied") + CorrelationSource.rules),
            (
                "b.yml",
                """
                title: Bots
                logsource: {product: kubernetes}
                filter:
                    rules: [one, denied]
                    bot: {user.username: bot}
                    condition: not bot
                """
            )
        )
        #expect(loaded.diagnostics.map(\.code) == [.unknownRule])
        #expect(loaded.ruleSet.rules[0].filters == [0])
    }

    @Test func testsElsewhereFindCorrelations() throws {
        var loader = RuleLoader()
        loader.load(
            source: Array((correlation("one", "denied") + CorrelationSource.rules).utf8),
            file: "a.yml"
        )
        let tests = "rule: one\ntests:\n    - {name: many, match: true, file: many.jsonl}\n"
        loader.load(source: Array(tests.utf8), file: "b.yml")
        let loaded = loader.finish()
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.ruleSet.correlations[0].tests.map(\.name) == ["many"])
    }
}
