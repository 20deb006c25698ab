import MartletRules
import Testing

/// `martlet: group_by`, `window` and `severity_if` of detection rules.
@Suite struct QuietRuleTests {
    private func rule(_ extension: String, detection: String? = nil) throws -> Rule {
        let detection = detection ?? "selection:\n    verb: get\ncondition: selection"
        let loaded = RuleSource.load(RuleSource.rule(detection: detection, more: `extension`))
        #expect(loaded.diagnostics.isEmpty, "\(DiagnosticFormatter().format(loaded.diagnostics))")
        return try #require(loaded.ruleSet.rules.first)
    }

    @Test func quietRules() throws {
        let quieting = try #require(
            try rule("martlet: {group_by: [a, b], window: 10m, maximum_duration: 1d}\n").quieting
        )
        #expect(quieting.groupBy.map(\.description) == ["a", "b"])
        #expect(quieting.episode.keepAlive == 600_000_000_000)
        #expect(quieting.episode.maximumDuration == 86_400_000_000_000)
        #expect(!quieting.episode.everyEvent)
        #expect(try rule("martlet: {window: 10m}\n").quieting?.groupBy.isEmpty == true)
        #expect(try rule("").quieting == nil)
    }

    @Test func aRuleThatOnlyCorrelationsReadIsNotQuiet() throws {
        let loaded = RuleSource.load(
            RuleSource.rule(
                detection: "selection:\n    verb: get\ncondition: selection",
                more: "name: get\nmartlet: {window: 10m}\n"
            )
                + "---\ntitle: Many\ncorrelation: "
                + "{type: event_count, rules: [get], timespan: 1m, condition: {gte: 2}}\n"
        )
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.ruleSet.rules[0].isSilent)
        #expect(loaded.ruleSet.rules[0].quieting == nil)
    }

    @Test func cases() throws {
        let found = try rule(
            """
            martlet:
                window: 10m
                severity_if:
                    - {condition: admins and not 1 of robot_*, level: high}
                    - {count: {gte: 100}, level: critical}

            """,
            detection: """
                selection:
                    verb: get
                admins:
                    user.groups: admins
                robot_a:
                    user.username: a
                condition: selection
                """
        )
        // Selections that only cases name are no idle ones: there is no warning.
        #expect(
            found.severityCases.map(\.requirement) == [
                .condition(.and([.selection(1), .not(.atLeast(count: 1, of: [2]))])),
                .count([.init(.greaterOrEqual, 100)]),
            ]
        )
        #expect(found.severityCases.map(\.level) == [.high, .critical])
    }

    @Test func pipelinesChangeGroupsAndCases() throws {
        let text = RuleSource.rule(
            detection: """
                selection:
                    verb: get
                gone:
                    stage: Panic
                admins:
                    user.groups: admins
                condition: selection
                """,
            more: """
                martlet:
                    group_by: [user.username]
                    window: 10m
                    severity_if:
                        - {condition: gone, level: critical}
                        - {condition: gone and admins, level: high}

                """
        )
        let pipeline = """
            transformations:
                - type: drop_detection_item
                  field_name_conditions:
                      - {type: include_fields, fields: [stage]}
                - type: field_name_mapping
                  mapping: {user.username: actor}
            """
        var loader = RuleLoader()
        loader.load(pipelineSource: Array(pipeline.utf8), file: "pipeline.yml")
        loader.load(source: Array(text.utf8), file: "rule.yml")
        let loaded = loader.finish()
        #expect(loaded.diagnostics.isEmpty, "\(DiagnosticFormatter().format(loaded.diagnostics))")
        let rule = try #require(loaded.ruleSet.rules.first)
        #expect(rule.quieting?.groupBy.map(\.description) == ["actor"])
        #expect(rule.severityCases.map(\.level) == [.high])
        #expect(rule.severityCases.map(\.requirement) == [.condition(.selection(1))])
    }
}
