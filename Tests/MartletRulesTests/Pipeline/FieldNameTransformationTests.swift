import MartletRules
import Testing

@Suite struct FieldNameTransformationTests {
    private func fields(_ selection: String, _ steps: String) throws -> [String?] {
        try PipelineSource.fields(selection, through: steps)
    }

    @Test func mapsWholeNames() throws {
        let steps = "- type: field_name_mapping\n  mapping: {Image: process.executable}"
        #expect(
            try fields("Image: a\nImagePath: b\nimage: c", steps) == [
                "process.executable", "ImagePath", "image",
            ]
        )
    }

    @Test func mapsToSeveralNamesAnyOfWhichMayHaveTheValue() throws {
        let text = PipelineSource.rule("User: a")
        let steps = "- type: field_name_mapping\n  mapping: {User: [user.name, actor, user.name]}"
        let item = try #require(
            PipelineSource.items(of: try PipelineSource.rule(text, through: steps)).first
        )
        #expect(item.field?.paths.map(\.description) == ["user.name", "actor"])
        // What may stand in several places is shown as the rule calls it.
        #expect(item.field?.description == "User")
    }

    @Test func mapsEachOfSeveralNamesFurther() throws {
        let text = PipelineSource.rule("User: a")
        let steps = """
            - type: field_name_mapping
              mapping: {User: [user.name, actor]}
            - type: field_name_mapping
              mapping: {actor: [a.b, c]}
            - type: field_name_prefix
              prefix: event.
              field_name_conditions:
                  - {type: exclude_fields, fields: [c]}
            """
        let item = try #require(
            PipelineSource.items(of: try PipelineSource.rule(text, through: steps)).first
        )
        #expect(item.field?.paths.map(\.description) == ["event.user.name", "event.a.b", "c"])
    }

    @Test func mapsBeginnings() throws {
        let steps = """
            - type: field_name_prefix_mapping
              mapping: {win.: windows., w: x, wi: y}
            """
        #expect(try fields("win.a: 1\nwin: 2\na.win.: 3", steps) == ["windows.a", "xin", "a.win."])
    }

    @Test func addsPrefixesAndSuffixesButNotToKeywords() throws {
        let steps =
            "- {type: field_name_prefix, prefix: a.}\n- {type: field_name_suffix, suffix: .z}"
        #expect(try fields("- b: 1\n- keyword", steps) == ["a.b.z", nil])
    }

    @Test func turnsKeywordsIntoItems() throws {
        let steps = "- type: field_name_mapping\n  mapping: {null: [message, log]}"
        let text = PipelineSource.rule("- one\n- two*")
        let item = try #require(
            PipelineSource.items(of: try PipelineSource.rule(text, through: steps)).first
        )
        #expect(item.field?.paths.map(\.description) == ["message", "log"])
        #expect(item.modifiers.valueOperator == .contains)
        #expect(
            try PipelineSource.values("- one\n- two*", through: steps) == ["*one*", "*two*"]
        )
    }

    @Test func mapsTheFieldsOfTheMessage() throws {
        let more = "martlet:\n    message: \"{User} ran {Image}\""
        let text = PipelineSource.rule("Image: a", more: more)
        let steps = "- type: field_name_mapping\n  mapping: {User: user.name}"
        let message = try #require(try PipelineSource.rule(text, through: steps).message)
        let expected = try MessageTemplate(parsing: "{user.name} ran {Image}")
        #expect(message == expected)
    }

    @Test func changesTheListOfFields() throws {
        let text = PipelineSource.rule("a: 1", more: "fields: [User, Image]")
        let steps = """
            - type: field_name_mapping
              mapping: {User: [user.name, actor]}
            - {type: add_field, field: [x, y]}
            - {type: remove_field, field: Image}
            """
        #expect(
            try PipelineSource.rule(text, through: steps).fields == [
                "user.name", "actor", "x", "y",
            ]
        )
        let set = "- {type: set_field, fields: [only]}"
        #expect(try PipelineSource.rule(text, through: set).fields == ["only"])
    }

    @Test func mapsReferences() throws {
        let text = PipelineSource.rule("a|fieldref: [b, c]")
        let steps = """
            - type: field_name_mapping
              mapping: {a: x.a, b: [x.b, y.b], c: x.c}
              field_name_conditions:
                  - {type: include_fields, fields: [b]}
            """
        let rule = try PipelineSource.rule(text, through: steps)
        let item = try #require(PipelineSource.items(of: rule).first)
        #expect(item.field?.description == "a")
        let references = item.values.flatMap(\.tests).map { test in
            if case .field(let field, _, _) = test { return field.paths.map(\.description) }
            return []
        }
        #expect(references == [["x.b", "y.b"], ["c"]])
    }

    @Test func mapsNamesInsideOfBlocksWholeOnly() throws {
        let text = PipelineSource.rule("list[any]:\n    image: x\n    .: y")
        let steps = """
            - type: field_name_mapping
              mapping: {list: items, image: picture}
            - {type: field_name_prefix, prefix: event.}
            """
        let rule = try PipelineSource.rule(text, through: steps)
        guard case .elements(let block) = rule.detection.selections[0].search else {
            Issue.record("\(rule.detection.selections[0].search)")
            return
        }
        #expect(block.field.description == "event.items")
        #expect(PipelineSource.items(of: rule).map { $0.field?.description } == ["picture", "."])
    }

    @Test func namesAreChosenByConditions() throws {
        let plain = """
            - type: field_name_suffix
              suffix: .x
              field_name_conditions:
                  - {type: include_fields, fields: [a, ab]}
            """
        #expect(try fields("a: 1\nab: 2\nabc: 3", plain) == ["a.x", "ab.x", "abc"])
        let patterns = """
            - type: field_name_suffix
              suffix: .x
              field_name_conditions:
                  - {type: exclude_fields, mode: re, fields: ['b', 'a$']}
            """
        // Like Python's `match`, from the start on but not to the end.
        #expect(try fields("a: 1\nab: 2\nbc: 3\ncb: 4", patterns) == ["a", "ab.x", "bc", "cb.x"])
    }

    @Test func itemsAreChosenByTheirValues() throws {
        let steps = """
            - type: field_name_suffix
              suffix: .text
              detection_item_conditions:
                  - {type: match_string, pattern: '\\*', cond: any}
            """
        #expect(try fields("a|contains: x\nb: x\nc: 5", steps) == ["a.text", "b", "c"])
    }
}
