import MartletRules
import Testing

/// Which conditions of steps hold of which rules; the step adds a prefix to the field.
@Suite struct ProcessingConditionTests {
    private let rule = PipelineSource.rule(
        "Image|endswith: '\\rar.exe'\nEventID: [1, 'x']\nFlag: true",
        more: "author: me\nname: short"
    )

    private func isTaken(_ conditions: String, before: String = "") throws -> Bool {
        let indented = conditions.split(separator: "\n").map { "  \($0)\n" }.joined()
        let steps = "\(before)\n- type: field_name_prefix\n  prefix: taken.\n\(indented)"
        let rule = try PipelineSource.rule(rule, through: steps)
        let names = PipelineSource.items(of: rule).compactMap { $0.field?.description }
        return names.contains { $0.hasPrefix("taken.") }
    }

    @Test(arguments: [
        ("{type: logsource, product: windows}", true),
        ("{type: logsource, product: windows, category: process_creation}", true),
        ("{type: logsource, product: windows, service: sysmon}", false),
        ("{type: logsource, product: Windows}", false),
        ("{type: contains_field, field: Image}", true),
        ("{type: contains_field, field: image}", false),
        (#"{type: contains_detection_item, field: Image, value: '*\rar.exe'}"#, true),
        (#"{type: contains_detection_item, field: Image, value: '\rar.exe'}"#, false),
        ("{type: contains_detection_item, field: EventID, value: 1}", true),
        ("{type: contains_detection_item, field: EventID, value: '1'}", false),
        ("{type: contains_detection_item, field: EventID, value: x}", true),
        ("{type: contains_detection_item, field: Flag, value: true}", true),
        ("{type: is_sigma_rule}", true),
        ("{type: is_sigma_correlation_rule}", false),
        ("{type: tag, tag: attack.execution}", true),
        ("{type: tag, tag: execution}", false),
        ("{type: rule_attribute, attribute: author, value: me}", true),
        ("{type: rule_attribute, attribute: author, value: me, op: ne}", false),
        ("{type: rule_attribute, attribute: name, value: short}", true),
        ("{type: rule_attribute, attribute: level, value: medium, op: gt}", true),
        ("{type: rule_attribute, attribute: level, value: high, op: lt}", false),
        ("{type: rule_attribute, attribute: status, value: stable, op: lt}", true),
        ("{type: rule_attribute, attribute: tags, value: attack.execution, op: in}", true),
        ("{type: rule_attribute, attribute: tags, value: x, op: not_in}", true),
        ("{type: rule_attribute, attribute: unknown, value: x}", false),
        ("{type: processing_item_applied, processing_item_id: none}", false),
        ("{type: processing_state, key: none, val: x, op: ne}", false),
    ])
    func ofRules(condition: String, holds: Bool) throws {
        #expect(try isTaken("rule_conditions:\n    - \(condition)") == holds)
        #expect(try isTaken("rule_conditions:\n    - \(condition)\nrule_cond_not: true") != holds)
    }

    @Test(arguments: [
        (#"{type: match_string, pattern: '\*\\rar', cond: any}"#, true),
        (#"{type: match_string, pattern: 'rar', cond: any}"#, false),
        ("{type: match_string, pattern: '.', cond: all}", true),
        ("{type: match_string, pattern: '[^x]', negate: true, cond: any}", true),
        ("{type: match_value, value: 1, cond: any}", true),
        ("{type: match_value, value: 1, cond: all}", false),
        ("{type: match_value, value: 2, cond: any}", false),
        ("{type: contains_wildcard, cond: any}", true),
        ("{type: is_null, cond: any}", false),
    ])
    func ofItems(condition: String, holds: Bool) throws {
        #expect(try isTaken("detection_item_conditions:\n    - \(condition)") == holds)
    }

    @Test func joined() throws {
        let windows = "{type: logsource, product: windows}"
        let linux = "{type: logsource, product: linux}"
        let list = "rule_conditions:\n    - \(windows)\n    - \(linux)\n"
        #expect(try !isTaken(list))
        #expect(try !isTaken(list + "rule_cond_op: and"))
        #expect(try isTaken(list + "rule_cond_op: or"))
        #expect(try !isTaken(list + "rule_cond_op: or\nrule_cond_not: true"))
        let map = "rule_conditions:\n    w: \(windows)\n    l: \(linux)\n"
        #expect(try isTaken(map + "rule_cond_expr: w and not l"))
        #expect(try !isTaken(map + "rule_cond_expr: not (w or l)"))
        #expect(try isTaken(map + "rule_cond_op: or"))
        // Nothing asked is nothing refused.
        #expect(try isTaken("rule_conditions: []\nrule_cond_not: true"))
    }

    @Test func onWhatWasDoneBefore() throws {
        let before = """
            - id: first
              type: set_state
              key: index
              val: 5
            - id: second
              type: field_name_suffix
              suffix: .x
              field_name_conditions:
                  - {type: include_fields, fields: [Image]}
            - id: never
              type: drop_detection_item
              rule_conditions:
                  - {type: logsource, product: linux}
            """
        func isTaken(_ list: String, _ condition: String) throws -> Bool {
            try self.isTaken("\(list):\n    - {type: \(condition)}", before: before)
        }
        let applied = "processing_item_applied, processing_item_id:"
        #expect(try isTaken("rule_conditions", "\(applied) first"))
        #expect(try isTaken("rule_conditions", "\(applied) second"))
        #expect(try !isTaken("rule_conditions", "\(applied) never"))
        #expect(try isTaken("detection_item_conditions", "\(applied) second"))
        #expect(try !isTaken("detection_item_conditions", "\(applied) first"))
        #expect(try isTaken("field_name_conditions", "\(applied) second"))
        #expect(try !isTaken("field_name_conditions", "\(applied) first"))
        let lists = ["rule_conditions", "detection_item_conditions", "field_name_conditions"]
        for list in lists {
            #expect(try isTaken(list, "processing_state, key: index, val: 5"))
            #expect(try isTaken(list, "processing_state, key: index, val: 4, op: gt"))
            #expect(try !isTaken(list, "processing_state, key: index, val: '5'"))
            #expect(try !isTaken(list, "processing_state, key: Index, val: 5"))
        }
    }

    @Test func onAttributesThatAStepGave() throws {
        let before = "- {type: set_custom_attribute, attribute: team, value: blue}"
        let condition = "{type: rule_attribute, attribute: team, value: blue}"
        #expect(try isTaken("rule_conditions:\n    - \(condition)", before: before))
    }

    @Test func onlyOneItemOfSeveral() throws {
        let steps = """
            - id: mark
              type: case
              field_name_conditions:
                  - {type: include_fields, fields: [b]}
            - type: field_name_suffix
              suffix: .x
              detection_item_conditions:
                  - {type: processing_item_applied, processing_item_id: mark}
            """
        #expect(try PipelineSource.fields("a: X\nb: X\nc: X", through: steps) == ["a", "b.x", "c"])
    }
}
