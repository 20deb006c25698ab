import MartletRules
import Testing

@Suite struct ProcessingPipelineTests {
    private let drop = """
        - type: drop_detection_item
          field_name_conditions:
              - {type: include_fields, fields: [EventID]}
        """

    @Test func goesByPriorityThenByOrder() {
        func suffix(_ text: String, _ priority: Int?) -> String {
            PipelineSource.pipeline(
                "- {type: field_name_suffix, suffix: \(text)}",
                more: priority.map { "priority: \($0)" } ?? ""
            )
        }
        let pipelines = [suffix("c", 20), suffix("b", 10), suffix("a", nil), suffix("d", 20)]
        let loaded = PipelineSource.load(PipelineSource.rule("x: 1"), through: pipelines)
        let item = loaded.ruleSet.rules.first.flatMap { PipelineSource.items(of: $0).first }
        #expect(item?.field?.description == "xabcd")
    }

    @Test func sharesStateAndIdsAcrossFiles() throws {
        let first = PipelineSource.pipeline("- {id: one, type: set_state, key: k, val: v}")
        let second = PipelineSource.pipeline(
            """
            - type: field_name_suffix
              suffix: .x
              rule_conditions:
                  - {type: processing_item_applied, processing_item_id: one}
                  - {type: processing_state, key: k, val: v}
            """
        )
        let loaded = PipelineSource.load(PipelineSource.rule("x: 1"), through: [first, second])
        let rule = try #require(loaded.ruleSet.rules.first)
        #expect(PipelineSource.items(of: rule).first?.field?.description == "x.x")
    }

    @Test func startsAnewWithEveryRule() throws {
        let steps = """
            - type: field_name_suffix
              suffix: .x
              rule_conditions:
                  - {type: processing_state, key: seen, val: true}
            - {type: set_state, key: seen, val: true}
            """
        let two =
            PipelineSource.rule("x: 1") + "\n---\n"
            + PipelineSource.rule("x: 1").replacing("id: rule", with: "id: other")
        let loaded = PipelineSource.load(two, through: [PipelineSource.pipeline(steps)])
        #expect(loaded.ruleSet.rules.count == 2)
        for rule in loaded.ruleSet.rules {
            #expect(PipelineSource.items(of: rule).map { $0.field?.description } == ["x"])
        }
    }

    @Test func anUnusablePipelineLeavesNoRule() {
        let loaded = PipelineSource.load(
            PipelineSource.rule("x: 1"),
            through: ["transformations:\n    - type: nothing\n"]
        )
        #expect(loaded.hasUnusablePipeline)
        #expect(loaded.ruleSet.rules.isEmpty)
        #expect(loaded.diagnostics.map(\.code) == [.unknownPipelinePart])
    }

    @Test func dropsItems() throws {
        #expect(try PipelineSource.fields("EventID: 1\nImage: x", through: drop) == ["Image"])
        #expect(try PipelineSource.fields("- EventID: 1\n- Image: x", through: drop) == ["Image"])
    }

    @Test(arguments: [
        ("a and b", "b"), ("a or b", "b"), ("b and not a", "b"), ("not (a or b)", "not b"),
        ("1 of them", "1 of b,c"), ("all of them", "2 of b,c"), ("3 of them", "2 of b,c"),
        ("a and 1 of b*", "1 of b"), ("not a or c", "c"), ("(a and a) or not b", "not b"),
    ])
    func dropsEmptiedSelections(condition: String, left: String) throws {
        let text = PipelineSource.rule("b: 1")
            .replacing(
                "    selection:\n        b: 1",
                with: "    a: {EventID: 1}\n    b: {b: 1}\n    c: {c: 1}"
            )
            .replacing("condition: selection", with: "condition: \(condition)")
        let rule = try PipelineSource.rule(text, through: drop)
        #expect(rule.detection.selections.map(\.name) == ["b", "c"])
        #expect(spelled(rule.detection.conditions[0], rule) == left)
    }

    private func spelled(_ condition: Condition, _ rule: Rule) -> String {
        func name(_ index: Int) -> String { rule.detection.selections[index].name }
        switch condition {
        case .selection(let index): return name(index)
        case .and(let parts): return parts.map { spelled($0, rule) }.joined(separator: " and ")
        case .or(let parts): return parts.map { spelled($0, rule) }.joined(separator: " or ")
        case .not(let part): return "not " + spelled(part, rule)
        case .atLeast(let count, let indices):
            return "\(count) of " + indices.map(name).joined(separator: ",")
        }
    }

    @Test func addsConditions() throws {
        let steps = """
            - type: add_condition
              conditions:
                  EventID: 1
                  Channel|contains: [a, b]
            - type: add_condition
              name: _not
              negated: true
              conditions: {index: x}
            """
        let rule = try PipelineSource.rule(PipelineSource.rule("x: 1"), through: steps)
        #expect(rule.detection.selections.map(\.name) == ["selection", "_condition", "_not"])
        #expect(
            spelled(rule.detection.conditions[0], rule) == "not _not and _condition and selection"
        )
        #expect(
            PipelineSource.items(of: rule).map { $0.field?.description } == [
                "x", "EventID", "Channel", "index",
            ]
        )
    }

    @Test func addsConditionsFromTemplates() throws {
        let steps = """
            - type: add_condition
              template: true
              conditions:
                  index: ['$product-${category}-*', $$product, $products, '5$']
            """
        let rule = try PipelineSource.rule(PipelineSource.rule("x: 1"), through: steps)
        let values = PipelineSource.items(of: rule)[1].values.map(\.scalar.text)
        #expect(values == ["windows-process_creation-*", "$product", "$products", "5$"])
    }

    @Test func changesTheLogSource() throws {
        let steps = "- {type: change_logsource, product: windows, service: sysmon}"
        let rule = try PipelineSource.rule(PipelineSource.rule("x: 1"), through: steps)
        #expect(rule.logSource == LogSource(product: "windows", service: "sysmon"))
    }

    @Test func takesNestedSteps() throws {
        let steps = """
            - type: nest
              items:
                  - {type: set_state, key: k, val: v}
                  - type: nest
                    items:
                        - {id: deep, type: field_name_suffix, suffix: .x}
              rule_conditions:
                  - {type: logsource, product: windows}
            - type: field_name_suffix
              suffix: .y
              rule_conditions:
                  - {type: processing_state, key: k, val: v}
                  - {type: processing_item_applied, processing_item_id: deep}
            """
        #expect(try PipelineSource.fields("a: 1", through: steps) == ["a.x.y"])
    }

    @Test func filtersAreRenamedButGetNoConditions() throws {
        let filter = """
            title: Filter
            logsource: {category: process_creation}
            filter:
                rules: any
                f: {User: x}
                condition: not f
            ---

            """
        let steps = """
            - type: field_name_mapping
              mapping: {User: user.name}
            - type: add_condition
              conditions: {index: x}
            - {type: change_logsource, product: other}
            """
        let text = filter + PipelineSource.rule("User: y")
        let loaded = PipelineSource.load(text, through: [PipelineSource.pipeline(steps)])
        let selections = try #require(loaded.ruleSet.filters.first).detection.selections
        #expect(selections.map(\.name) == ["f"])
        guard case .item(let item) = selections[0].search else {
            Issue.record("no item")
            return
        }
        #expect(item.field?.description == "user.name")
        // What a filter is for is decided by what the documents say.
        #expect(loaded.ruleSet.rules[0].filters == [0])
    }

    @Test func countsForTheFingerprint() {
        let rule = PipelineSource.rule("x: 1")
        let pipeline = PipelineSource.pipeline("- {type: set_state, key: a, val: b}")
        let without = PipelineSource.load(rule, through: []).ruleSet.fingerprint
        #expect(PipelineSource.load(rule, through: [pipeline]).ruleSet.fingerprint != without)
    }
}
