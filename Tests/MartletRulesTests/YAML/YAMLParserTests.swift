import MartletRules
import Testing

@Suite struct YAMLParserTests {
    private func parse(_ bytes: [UInt8]) -> (documents: [YAMLDocument]?, diagnostics: [Diagnostic])
    {
        let file = SourceFile(path: "rule.yml", bytes: bytes)
        var log = DiagnosticLog(file: file)
        var parser = YAMLParser()
        return (parser.parse(file, into: &log), log.diagnostics)
    }

    /// The document as text without its ranges: `{a:[1,2]}`.
    private func text(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): scalar.text
        case .sequence(let elements): "[" + elements.map(text).joined(separator: ",") + "]"
        case .mapping(let members):
            "{" + members.map { text($0.key) + ":" + text($0.value) }.joined(separator: ",") + "}"
        }
    }

    private func texts(_ source: String) -> [String]? {
        parse(Array(source.utf8)).documents?.map { text($0.root) }
    }

    @Test(arguments: [
        ("a: 1\n---\nb: 2\n...\n---\nc: 3", ["{a:1}", "{b:2}", "{c:3}"]),
        ("\u{FEFF}a: 1\r\nb:\r\n  - x\r\n", ["{a:1,b:[x]}"]),
        ("a: |\n  one\n  two\nb: >\n  one\n  two\n", ["{a:one\ntwo\n,b:one two\n}"]),
        ("a: 'it''s'\nb: \"\\u0041\\n\"", ["{a:it's,b:A\n}"]),
        ("a: &x [1]\nb: *x", ["{a:[1],b:[1]}"]),
        ("%YAML 1.2\n---\na: 1", ["{a:1}"]),
        ("# nothing", []),
        ("", []),
        ("---\n---\n", ["", ""]),
        ("? [a, b]\n: c", ["{[a,b]:c}"]),
    ])
    func readsWhatIsOrdinary(_ source: String, _ expected: [String]) {
        #expect(texts(source) == expected)
    }

    @Test func anchorsEndWithTheirDocument() {
        #expect(
            parse(Array("a: &x 1\n---\nb: *x".utf8)).diagnostics.map(\.code) == [.undefinedAlias]
        )
    }

    @Test func anAnchorMayBeSetAnew() {
        #expect(texts("a: &x 1\nb: &x 2\nc: *x") == ["{a:1,b:2,c:2}"])
    }

    @Test func columnsCountBytesWhateverTheCharacters() throws {
        let source = "\u{FEFF}é: 日本\nb: {c: é, 'd': 5}\n"
        let file = SourceFile(path: "rule.yml", bytes: Array(source.utf8))
        var log = DiagnosticLog(file: file)
        var parser = YAMLParser()
        let root = try #require(parser.parse(file, into: &log)?.first?.root)
        guard case .mapping(let members) = root.content,
            case .mapping(let inner) = members[1].value.content
        else {
            Issue.record("not the maps that were written")
            return
        }
        #expect(file.location(at: members[0].value.range.lowerBound).column == 5)
        #expect(file.text(members[0].value.range) == "日本")
        let location = file.location(at: inner[1].value.range.lowerBound)
        #expect(location == SourceLocation(file: "rule.yml", line: 2, column: 17))
        #expect(file.text(inner[1].value.range) == "5")
    }

    @Test func linesEndWithAnyLineBreak() {
        let file = SourceFile(path: "f", bytes: Array("a\nb\r\nc\rd".utf8))
        #expect([0, 2, 5, 7, 8].map { file.location(at: $0).line } == [1, 2, 3, 4, 4])
        #expect(file.text(file.lineRange(at: 2)) == "b")
        #expect(file.text(file.lineRange(at: 5)) == "c")
    }

    @Test func sourceRangesSurviveFoldingAndQuotes() throws {
        let source =
            "- >\n  one and\n  twoo\n- 'it''s wrong'\n- \"a \\\"b\\\" \\\n   wrong\"\n- \"\\x41 wrong\""
        let file = SourceFile(path: "rule.yml", bytes: Array(source.utf8))
        var log = DiagnosticLog(file: file)
        var parser = YAMLParser()
        let root = try #require(parser.parse(file, into: &log)?.first?.root)
        guard case .sequence(let nodes) = root.content else {
            Issue.record("not the list that was written")
            return
        }
        let words = ["twoo", "wrong", "wrong"]
        for (node, word) in zip(nodes, words) {
            let text = try #require(node.scalar?.text)
            let start = try #require(
                text.utf8.count >= word.utf8.count ? offset(of: word, in: text) : nil
            )
            let range = file.range(of: start..<start + word.utf8.count, in: node)
            #expect(file.text(range) == word)
        }
        // Where an escape hides the source, the whole leaf is marked.
        #expect(file.range(of: 2..<7, in: nodes[3]) == nodes[3].range)
    }

    private func offset(of word: String, in text: String) -> Int? {
        let bytes = Array(text.utf8)
        let wanted = Array(word.utf8)
        return (0...bytes.count - wanted.count).first {
            bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x61, 0x00], 1, 1), ([0xFE, 0xFF, 0x00, 0x61], 1, 1),
            ([0x61, 0x00, 0x3A, 0x00], 1, 1), (Array("a: b\nc: \u{7}".utf8), 2, 4),
            (Array("a: b\nc: é".utf8) + [0xC3], 2, 6), (Array("a: ".utf8) + [0xFF], 1, 4),
            (Array("é: ".utf8) + [0xED, 0xA0, 0x80], 1, 5), (Array("a: \0".utf8), 1, 4),
        ] as [([UInt8], Int, Int)]
    )
    func whatIsNotUTF8IsToldWithItsPlace(_ bytes: [UInt8], _ line: Int, _ column: Int) {
        let (documents, diagnostics) = parse(bytes)
        #expect(documents == nil)
        #expect(diagnostics.map(\.code) == [.notUTF8])
        #expect(
            diagnostics.first?.location
                == SourceLocation(file: "rule.yml", line: line, column: column)
        )
    }

    @Test func depthIsBoundedAlsoThroughAliases() {
        let limit = YAMLParser.depthLimit
        let nested = { (count: Int) in
            String(repeating: "[", count: count) + String(repeating: "]", count: count)
        }
        #expect(texts(nested(limit)) != nil)
        #expect(parse(Array(nested(limit + 1).utf8)).diagnostics.map(\.code) == [.tooDeep])
        let half = nested(limit / 2)
        #expect(
            texts(
                "- &a \(half)\n- \(String(half.dropLast(limit / 2)))*a\(String(half.dropFirst(limit / 2)))"
            ) == nil
        )
        // A hostile depth costs no more than the limit does.
        #expect(parse(Array(String(repeating: "[", count: 1 << 20).utf8)).documents == nil)
    }

    @Test func sharedAliasesWithinTheBudgetAreFine() {
        let list = (0..<1_000).map { "v\($0)" }.joined(separator: ",")
        let source = "a: &a [\(list)]\n" + (0..<50).map { "k\($0): *a\n" }.joined()
        #expect(parse(Array(source.utf8)).documents?.count == 1)
    }

    @Test func largeMapsFindTheirDuplicateKeys() {
        let keys = (0..<1_000).map { "k\($0): 1\n" }.joined()
        #expect(parse(Array(keys.utf8)).diagnostics.isEmpty)
        #expect(parse(Array((keys + "k7: 2\n").utf8)).diagnostics.map(\.code) == [.duplicateKey])
        // Composed and decomposed letters are different keys.
        #expect(parse(Array("\u{E9}: 1\ne\u{301}: 2".utf8)).diagnostics.isEmpty)
    }
}
