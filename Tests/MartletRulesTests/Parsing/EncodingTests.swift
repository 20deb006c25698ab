import MartletRules
import MartletTestSupport
import Testing

@Suite struct EncodingTests {
    private func texts(_ selection: String) throws -> [String] {
        try RuleSource.item(selection).tests.map { test in
            guard case .text(let pattern, caseSensitive: false) = test else { return "?" }
            return pattern.sigmaText
        }
    }

    /// The vectors of RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func base64FollowsTheStandard(_ text: String, _ expected: String) {
        #expect(String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) == expected)
    }

    @Test func base64UsesTheWholeAlphabet() {
        let bytes = [UInt8](0...255)
        let text = Base64.encode(bytes)
        #expect(Set(text) == Set(Array("+/=".utf8)).union(text.filter { $0 > 0x2F && $0 != 0x3D }))
        #expect(text.count == 344)
    }

    @Test func aTextIsEncodedWhole() throws {
        #expect(try texts("f|base64: foobar") == ["Zm9vYmFy"])
        #expect(try texts("f|base64: 123") == ["MTIz"])
        #expect(try texts("f|base64|contains: foobar") == ["*Zm9vYmFy*"])
        #expect(try texts("f|base64|startswith: foobar") == ["Zm9vYmFy*"])
        #expect(try texts("f|base64|endswith: foobar") == ["*Zm9vYmFy"])
        #expect(try texts(#"f|base64: 'a\*b'"#) == ["YSpi"])
    }

    @Test func anOffsetGivesThreeFormsWithoutTheirUncertainEnds() throws {
        let foobar = ["*Zm9vYmFy*", "*Zvb2Jhc*", "*mb29iYX*"]
        #expect(try texts("f|base64offset: foobar") == foobar)
        #expect(try texts("f|base64offset|contains: foobar") == foobar)
    }

    /// Whatever stands around a text, one of the forms is in the encoding of the whole.
    @Test func everyPlaceOfATextIsCovered() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<2_000 {
            let count = Int.random(in: 2...12, using: &random)
            let text = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let head = (0..<Int.random(in: 0...7, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let tail = (0..<Int.random(in: 0...7, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let whole = String(decoding: Base64.encode(head + text + tail), as: UTF8.self)
            let forms = Base64.encodeAtEveryOffset(text).map { String(decoding: $0, as: UTF8.self) }
            #expect(forms.allSatisfy { !$0.isEmpty })
            #expect(whole.contains(forms[head.count % 3]), "\(head) \(text) \(tail)")
        }
    }

    @Test func wideTextsAreEncodedBeforeBase64() throws {
        // 63 00 6D 00 64 00
        #expect(try texts("f|utf16le|base64: cmd") == ["YwBtAGQA"])
        #expect(try texts("f|wide|base64: cmd") == ["YwBtAGQA"])
        // 00 63 00 6D 00 64
        #expect(try texts("f|utf16be|base64: cmd") == ["AGMAbQBk"])
        // FF FE 63 00 6D 00 64 00
        #expect(try texts("f|utf16|base64: cmd") == ["//5jAG0AZAA="])
        // A scalar beyond the basic plane is two units: 3D D8 00 DE.
        #expect(try texts("f|wide|base64: \"\u{1F600}\"") == ["PdgA3g=="])
        #expect(try texts("f|wide|base64offset: ab") == ["*YQBiA*", "*EAYg*", "*hAGIA*"])
    }

    @Test func dashesAreChosenBeforeEncoding() throws {
        let found = try texts("f|windash|base64: -a")
        let expected = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"].map {
            String(decoding: Base64.encode(Array("\($0)a".utf8)), as: UTF8.self)
        }
        #expect(found == expected)
        #expect(try texts("f|windash|base64offset: '-a -b -c -d'").count == 3 * 625)
    }

    @Test(arguments: [
        ("f|base64: 'a*'", DiagnosticCode.wrongValue), ("f|base64: null", .wrongValue),
        ("f|base64offset: x", .wrongValue), ("f|base64offset: ''", .wrongValue),
        ("f|windash|base64: -a -b -c -d -e", .tooManyAlternatives),
    ])
    func whatCannotBeEncodedIsRefused(_ selection: String, _ code: DiagnosticCode) {
        #expect(RuleSource.codes(selection: selection) == [code])
    }

    @Test func aSmallFileCannotFillTheMemory() throws {
        let item = try RuleSource.item("f|windash|base64offset: '-a -b'")
        let shared = ValueParser.Shared(expansionLimit: 200)
        let parser = ValueParser(field: item.field, modifiers: item.modifiers, shared: shared)
        var problems: [TextProblem] = []
        for _ in 0..<2 {
            #expect(parser.tests(ofText: "-a -b", problems: &problems)?.count == 75)
        }
        #expect(parser.tests(ofText: "-a -b", problems: &problems)?.count == nil)
        #expect(problems.map(\.code) == [.tooManyAlternatives])
    }
}
