import MartletEngine
import MartletRules
import Testing

/// The walk along a trie of fields.
@Suite struct ScannerTests {
    /// What one scan found.
    private struct Findings {
        /// For each field, the source of its values; `[]` and `{}` stand for containers.
        var values: [[String]] = []
        var conflicts: Set<Int> = []
        /// The reason and the place, when the event is none.
        var failure: (ScanFailure, Int)?
    }

    private func scan(
        _ event: String,
        for paths: [String],
        defersFields: Bool = false
    ) -> Findings {
        var builder = FieldTrieBuilder(
            fields: paths.map { FieldPath($0) },
            isEager: paths.map { _ in !defersFields }
        )
        let trie = builder.build()
        return Array(event.utf8).withByteView { text in
            var scanner = Scanner(
                ruleTrie: trie,
                signalTrie: trie,
                fieldCount: paths.count,
                kernel: .portable
            )
            var findings = Findings()
            scanner.begin(text, start: 0, mayPause: true)
            let end = scanner.walkEvent(at: 0)
            if end == nil { findings.failure = (scanner.failure, scanner.failurePosition) }
            if let end { #expect(end == text.count) }
            for field in paths.indices {
                var values: [String] = []
                var next = scanner.table.head(of: field)
                while next >= 0 {
                    let entry = scanner.table.entry(next)
                    let source = String(decoding: scanner.text(of: entry).bytes, as: UTF8.self)
                    switch entry.kind {
                    case .array: values.append("[]")
                    case .object: values.append("{}")
                    case .string, .number, .true, .false, .null: values.append(source)
                    }
                    next = Int(entry.next)
                }
                findings.values.append(values)
                if scanner.table.isInConflict(field) { findings.conflicts.insert(field) }
            }
            return findings
        }
    }

    @Test func findsValuesOfEveryKind() {
        let event = #" { "s" : "x\n" , "n":-1.5e3,"t":true,"f":false,"z":null,"o":{},"a":[] }"#
        let paths = ["s", "n", "t", "f", "z", "o", "a", "absent"]
        let text = String(event.dropFirst())
        #expect(
            scan(text, for: paths).values
                == [[#"x\n"#], ["-1.5e3"], ["true"], ["false"], ["null"], ["{}"], ["[]"], []]
        )
    }

    @Test func followsPathsThroughObjects() {
        let event = #"{"b":{"c":0},"a":{"x":1,"b":{"c":2,"d":3}},"c":4}"#
        #expect(
            scan(event, for: ["a.b.c", "a.b", "c", "a.c"]).values == [["2"], ["{}"], ["4"], []]
        )
    }

    @Test func crossesArrays() {
        let event = #"{"a":[{"b":1},[{"b":2},[]],{"c":0},3,{"b":[4,[5]]}]}"#
        #expect(scan(event, for: ["a.b"]).values == [["1", "2", "[]", "4", "5"]])
        // Objects in an array equal nothing, but they are elements.
        #expect(scan(event, for: ["a"]).values == [["[]", "{}", "{}", "{}", "3", "{}"]])
    }

    @Test func findsJoinedKeys() {
        let paths = ["a.b.c"]
        #expect(scan(#"{"a.b.c":1}"#, for: paths).values == [["1"]])
        #expect(scan(#"{"a.b":{"c":2}}"#, for: paths).values == [["2"]])
        #expect(scan(#"{"a":{"b.c":3}}"#, for: paths).values == [["3"]])
        #expect(scan(#"{"a":{"b":{"c":4}}}"#, for: paths).conflicts == [])
        let both = scan(#"{"a":{"b":{"c":4}},"a.b":{"c":2}}"#, for: paths)
        #expect(both.values == [["4", "2"]])
        #expect(both.conflicts == [0])
    }

    @Test func aSplitThatIsEscapedIsNone() {
        let event = #"{"a":{"b":1},"a.b":2}"#
        #expect(scan(event, for: [#"a\.b"#]).values == [["2"]])
        #expect(scan(event, for: [#"a\.b"#]).conflicts == [])
    }

    @Test func comparesKeysAfterUnescaping() {
        let event = #"{"\u0061":1,"q\"":2,"x\\y":3,"a\u002eb":4}"#
        #expect(
            scan(event, for: ["a", "q\"", #"x\y"#, "a.b"]).values == [["1"], ["2"], ["3"], ["4"]]
        )
        // The bytes of an escape are not the key that they spell.
        #expect(scan(#"{"x\ny":1}"#, for: [#"x\ny"#]).values == [[]])
    }

    @Test func tellsLongKeysApart() {
        let keys = ["abcdefgh", "abcdefghi", "abcdefgh1ijklmnop", "abcdefgh2ijklmnop"]
        for (index, key) in keys.enumerated() {
            let values = scan(#"{"\#(key)":1}"#, for: keys).values
            #expect(values.map { !$0.isEmpty } == keys.indices.map { $0 == index })
        }
    }

    @Test func findsEachOfManyFields() {
        let paths = (0..<300).map { "field\($0).k\($0 % 7)" }
        let members = (0..<300).map { #""field\#($0)":{"k\#($0 % 7)":\#($0)}"# }
        let event = "{" + members.reversed().joined(separator: ",") + "}"
        #expect(scan(event, for: paths).values == (0..<300).map { ["\($0)"] })
    }

    @Test func notesAContainerThatIsPutOff() {
        let event = #"{"body":{"deep":1},"plain":2}"#
        let findings = scan(event, for: ["body.deep", "plain", "body"], defersFields: true)
        #expect(findings.values == [[], ["2"], ["{}"]])
    }

    @Test func walksWhatWasPutOff() {
        var builder = FieldTrieBuilder(
            fields: [FieldPath("body.deep"), FieldPath("list.deep")],
            isEager: [false, false]
        )
        let trie = builder.build()
        Array(#"{"list":[{"deep":1}],"body":{"deep":2}}"#.utf8).withByteView { text in
            var scanner = Scanner(
                ruleTrie: trie,
                signalTrie: trie,
                fieldCount: 2,
                kernel: .portable
            )
            scanner.begin(text, start: 0, mayPause: true)
            let end = scanner.walkEvent(at: 0)
            #expect(end == text.count)
            let before = [scanner.table.head(of: 0), scanner.table.head(of: 1)]
            #expect(before == [-1, -1])
            for subtree in 0..<trie.deferredCount {
                let isSound = scanner.walkDeferred(subtree)
                #expect(isSound)
            }
            let after = [scanner.table.head(of: 0), scanner.table.head(of: 1)]
            #expect(after.allSatisfy { $0 >= 0 }, "\(after)")
        }
    }

    @Test(arguments: [
        (#"{"a":tru}"#, ScanFailure.invalidLiteral, 5), (#"{"a":-}"#, .invalidNumber, 5),
        (#"{"a" 1}"#, .unexpectedByte, 5), (#"{"a":1,}"#, .unexpectedByte, 7),
        (#"{"a":[1,]}"#, .unexpectedByte, 8), (#"{"a":[1}"#, .unexpectedByte, 7),
        (#"{"a":1"#, .truncated, 6), (#"{"a":{"x":1}"#, .truncated, 12),
        (#"{"a":"x"#, .truncated, 7), (#"{"\x":1}"#, .invalidEscape, 2), ("{", .truncated, 1),
        (#"{"unread":{"#, .truncated, 11),
    ])
    func blamesTheFirstWrongByte(_ event: String, _ failure: ScanFailure, _ position: Int) {
        let found = scan(event, for: ["a", "a.x"]).failure
        #expect(found?.0 == failure)
        #expect(found?.1 == position)
    }

    @Test func doesNotRecurseWithTheEvent() {
        let depth = 200_000
        let arrays = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let objects =
            String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
        let event = #"{"a":\#(arrays),"b":\#(objects),"c":7}"#
        #expect(scan(event, for: ["a.b", "b.a", "c"]).values[2] == ["7"])
    }
}
