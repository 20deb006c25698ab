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

    @Test func readsSequences() throws {
        let tests = try tests(
            """
            - name: some
              match: true
              events:
                  - {verb: get}
                  - '{"verb": "list"}'
            - name: none
              match: false
              events: [{verb: get}]
            - name: so many
              signals: 2
              file: many.jsonl
            - name: these
              signals:
                  - {group: {user.username: alice, code: 403, host: null}, count: 3}
                  - {level: high}
              event: {verb: get}
            """
        )
        #expect(
            tests[0].source
                == .sequence([Array(#"{"verb":"get"}"#.utf8), Array(#"{"verb": "list"}"#.utf8)])
        )
        #expect(tests[0].signals == .some(.some))
        #expect(tests[1].signals == .number(0))
        #expect(tests[2].signals == .number(2))
        #expect(tests[2].source == .file("many.jsonl"))
        #expect(tests.map(\.expectsMatch) == [true, false, true, true])
        guard case .listed(let signals)? = tests[3].signals else {
            Issue.record("no list")
            return
        }
        #expect(
            signals[0].group.map(\.field.description) == ["user.username", "code", "host"]
        )
        #expect(signals[0].group.map(\.value.text) == ["alice", "403", "null"])
        #expect(signals.map(\.count) == [3, nil])
        #expect(signals.map(\.level) == [nil, .high])
    }

    @Test func testsOfCorrelationsAreSequences() throws {
        let correlation = try CorrelationSource.correlation(
            CorrelationSource.text(
                "type: temporal\nrules: [denied, allowed]\ntimespan: 1m",
                more: """
                    martlet:
                        tests:
                            - {name: one event, match: false, event: {verb: get}}
                            - {name: a file, match: true, file: many.jsonl}

                    """
            )
        )
        #expect(correlation.tests.map(\.signals) == [.number(0), .some(.some)])
    }
}
