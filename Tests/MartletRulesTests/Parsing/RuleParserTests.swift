import MartletRules
import Testing

@Suite struct RuleParserTests {
    @Test func readsEveryAttribute() throws {
        let loaded = RuleSource.load(
            """
            title: Shell in a pod
            id: 7f1c2b1e-0001-4000-8000-000000000001
            name: pod_shell
            status: test
            level: high
            description: >-
                Somebody opened
                a shell.
            author: A. Author
            date: 2026-11-24
            tags: [attack.execution, attack.t1609]
            references:
                - https://example.org/
            falsepositives:
                - Administrators
            custom: {anything: [goes, here]}
            logsource:
                category: application
                product: kubernetes
                service: audit
                definition: any
            detection:
                selection:
                    verb: create
                filter:
                    user: x
                condition:
                    - selection and not filter
                    - filter
            martlet:
                message: '{user} opened a shell'
            """
        )
        #expect(loaded.diagnostics.isEmpty)
        let rule = try #require(loaded.ruleSet.rules.first)
        #expect(rule.title == "Shell in a pod")
        #expect(rule.id == "7f1c2b1e-0001-4000-8000-000000000001")
        #expect(rule.name == "pod_shell")
        #expect(rule.status == "test")
        #expect(rule.level == .high)
        #expect(rule.description == "Somebody opened a shell.")
        #expect(rule.author == "A. Author")
        #expect(rule.tags == ["attack.execution", "attack.t1609"])
        #expect(rule.references == ["https://example.org/"])
        #expect(rule.falsePositives == ["Administrators"])
        #expect(
            rule.logSource
                == LogSource(category: "application", product: "kubernetes", service: "audit")
        )
        #expect(rule.location == SourceLocation(file: "rule.yml", line: 1, column: 1))
        #expect(rule.detection.selections.map(\.name) == ["selection", "filter"])
        #expect(
            rule.detection.conditions == [
                .and([.selection(0), .not(.selection(1))]), .selection(1),
            ]
        )
        #expect(
            rule.message?.parts == [
                .field(FieldReference(FieldPath("user"))), .text(" opened a shell"),
            ]
        )
    }

    @Test func theLevelIsMediumWithoutOne() throws {
        let text = RuleSource.rule(detection: "selection:\n    a: 1\ncondition: selection")
        #expect(RuleSource.load(text).ruleSet.rules.first?.level == .medium)
    }

    @Test func everyMistakeOfADocumentIsReportedAtOnce() {
        let loaded = RuleSource.load(
            """
            level: hgih
            logsource: {}
            detection:
                one:
                    a|contain: x
                    b|gt: x
                    c|re: '('
                two: []
                condition: one and three
            """
        )
        #expect(loaded.ruleSet.rules.isEmpty)
        #expect(
            loaded.diagnostics.map(\.code) == [
                .missingAttribute, .unknownLevel, .missingAttribute, .unknownModifier, .wrongValue,
                .invalidRegex, .emptySelection, .undefinedSelection,
            ]
        )
        #expect(loaded.rejected.count == 1)
    }

    @Test func manySelectionsAreRefused() {
        let selections = (0...1_000).map { "s\($0):\n    a: 1\n" }.joined()
        let loaded = RuleSource.load(RuleSource.rule(detection: selections + "condition: s0"))
        #expect(loaded.diagnostics.map(\.code) == [.conditionTooLarge])
    }
}
