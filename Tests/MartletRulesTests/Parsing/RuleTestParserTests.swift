import Foundation
import MartletRules
import Testing

@Suite struct RuleTestParserTests {
    private func tests(_ lines: String) throws -> [RuleTest] {
        let indented = lines.split(separator: "\n").map { "        \($0)\n" }.joined()
        let loaded = RuleSource.load(
            RuleSource.rule(
                detection: "selection:\n    verb: get\ncondition: selection",
                more: "martlet:\n    message: '{verb}'\n    tests:\n\(indented)"
            )
        )
        #expect(loaded.diagnostics.isEmpty, "\(DiagnosticFormatter().format(loaded.diagnostics))")
        return try #require(loaded.ruleSet.rules.first?.tests)
    }

    @Test func readsEventsAndFiles() throws {
        let tests = try tests(
            """
            - name: hit
              match: true
              event:
                  verb: get
                  code: 200
            - name: near miss
              match: false
              file: tests/near_miss.ndjson
            """
        )
        #expect(tests.map(\.name) == ["hit", "near miss"])
        #expect(tests.map(\.expectsMatch) == [true, false])
        #expect(
            tests.map(\.source) == [
                .inline(Array(#"{"verb":"get","code":200}"#.utf8)), .file("tests/near_miss.ndjson"),
            ]
        )
        #expect(tests[0].location.line == 11)
    }

    @Test func writesJSONThatAnyParserReads() throws {
        let event = #"""
            - name: forms
              match: true
              event:
                  numbers: [5, -5, +5, .5, -.5, 5., 1e3, 5.e-3, 0x1F, 0o17, 9007199254740993, 1.0]
                  text: ['5', 007, yes, "a\tb\n\"\\\e\u0000é日😀", '', .inf]
                  other: [true, False, null, ~, ]
                  nested: {a: {b: [{}, []]}}
                  5: number as key
                  "a.b/c": dotted
            """#
        guard case .inline(let bytes)? = try tests(event).first?.source else {
            Issue.record("the event is not inline")
            return
        }
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == [
                    #"{"numbers":[5,-5,5,0.5,-0.5,5.0,1e3,5.0e-3,31,15,9007199254740993,1.0],"#,
                    #""text":["5","007","yes","a\u0009b\u000a\"\\\u001b\u0000é日😀","",".inf"],"#,
                    #""other":[true,false,null,null],"nested":{"a":{"b":[{},[]]}},"#,
                    #""5":"number as key","a.b/c":"dotted"}"#,
                ].joined()
        )
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) }
    }
}
