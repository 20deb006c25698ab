import MartletRules
import Testing

@Suite struct ValueTransformationTests {
    private func values(_ selection: String, _ steps: String) throws -> [String] {
        try PipelineSource.values(selection, through: steps)
    }

    private func replace(_ regex: String, _ replacement: String, more: String = "") -> String {
        "- type: replace_string\n  regex: '\(regex)'\n  replacement: '\(replacement)'\n\(more)"
    }

    @Test func replacesEveryMatch() throws {
        #expect(try values("a: abcabc", replace("b(.)", #"<\1\0>"#)) == ["a<cbc>a<cbc>"])
        #expect(try values("a: ABC", replace("b", "x")) == ["ABC"])
        #expect(try values("a: ABC", replace("(?i)b", "x")) == ["AxC"])
    }

    @Test func seesWhatModifiersMadeOfAText() throws {
        #expect(try values("a|contains: b", replace(#"^\*b\*$"#, "c")) == ["c"])
        #expect(try values("a|endswith|cased: /b", replace("^.*/", "*-")) == ["cased *-b"])
        #expect(try values("a: 15", replace("5", "6")) == ["16"])
        #expect(try values("a|re: b", replace("b", "c")) == ["re b"])
        #expect(try values("a: null", replace("null", "c")) == ["null"])
    }

    @Test func keepsWhatDoesNotMatch() throws {
        let paths = #"a: ['C:\Temp\*', '\\\\server\x', 'a\*b', 'a\?', '*\\', '\']"#
        let before = try values(paths, "- {type: set_state, key: a, val: b}")
        #expect(try values(paths, replace("zzz", "c")) == before)
    }

    @Test func keepsWildcardsAndBackslashesApart() throws {
        #expect(try values(#"a: 'C:\Temp\\*'"#, replace("Temp", "Data")) == [#"C:\\Data\\*"#])
        #expect(try values(#"a: 'Temp\*'"#, replace("Temp", "Data")) == [#"Data\*"#])
        #expect(try values(#"a: '\\\\Temp\x'"#, replace("Temp", "Data")) == [#"\\\\Data\\x"#])
        #expect(try values(#"a: 'x\y'"#, replace(#"\\"#, "/")) == ["x/y"])
    }

    @Test func canLeaveWildcardsAlone() throws {
        let skip = "  skip_special: true\n"
        #expect(try values("a|contains: 'x*y'", replace("^|$", "-", more: skip)) == ["*-x-*-y-*"])
        #expect(try values("a: 'x*'", replace("x", "?", more: skip)) == [#"\?*"#])
        let read = skip + "  interpret_special: true\n"
        #expect(try values("a: 'x*'", replace("x", "a?", more: read)) == ["a?*"])
    }

    @Test func keywordsStayKeywords() throws {
        #expect(try values("- abc\n- x", replace("^abc$", "d")) == ["*d*", "*x*"])
        let endings = "'|endswith':\n    - abc"
        #expect(try values(endings, replace(#"^\*abc"#, "*d")) == ["*d"])
    }

    @Test func mapsWholeTexts() throws {
        let steps = """
            - type: map_string
              mapping:
                  'true': [yes, 'y*']
                  'C:\\x': /x
                  '*b*': c
            """
        #expect(
            try values(#"a: ['true', 'C:\x', b, TRUE, 5]"#, steps) == [
                "yes", "y*", "/x", "b", "boolean true", "number 5",
            ]
        )
        #expect(try values("a|contains: b", steps) == ["c"])
    }

    @Test func setsValues() throws {
        func set(_ value: String, _ more: String = "") -> String {
            "- type: set_value\n  value: \(value)\n\(more)"
        }
        #expect(try values("a: [x, y]", set("z*")) == ["z*", "z*"])
        #expect(try values("a|contains: x", set("5")) == ["number 5"])
        #expect(try values("a: x", set("5", "  force_type: str\n")) == ["5"])
        #expect(try values("a: x", set("'5'", "  force_type: num\n")) == ["number 5"])
        #expect(try values("a: x", set("null")) == ["null"])
        #expect(try values("a: x", set("true")) == ["boolean true"])
        #expect(try values("- x", set("z")) == ["*z*"])
    }

    @Test func changesLetters() throws {
        func letters(_ method: String) -> String { "- {type: case, method: \(method)}" }
        #expect(try values("a|cased: 'Ab*CÉ'", letters("lower")) == ["cased ab*cé"])
        #expect(try values("a: 'Ab*c'", letters("upper")) == ["AB*C"])
        #expect(
            try values("a: 'CommandLine*FooBar'", letters("snake_case")) == [
                "command_line*foo_bar"
            ]
        )
        #expect(try values("a: AB", "- {type: case}") == ["ab"])
    }

    @Test func convertsTypes() throws {
        #expect(try values("a: [5, x]", "- {type: convert_type, target_type: str}") == ["5", "x"])
        #expect(
            try values("a: ['5', 6, null]", "- {type: convert_type, target_type: num}") == [
                "number 5", "number 6", "null",
            ]
        )
    }

    @Test func onlyItemsThatFit() throws {
        let steps = """
            - type: set_value
              value: z
              field_name_conditions:
                  - {type: include_fields, fields: [b]}
              detection_item_conditions:
                  - {type: is_null, cond: all}
              detection_item_cond_not: true
            """
        #expect(try values("a: x\nb: [x, null]", steps) == ["x", "z", "z"])
        #expect(try values("a: x\nb: null", steps) == ["x", "null"])
    }
}
