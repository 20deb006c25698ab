import MartletEngine
import MartletTestSupport
import Testing

@Suite struct JSONTextTests {
    private func copy(_ source: [UInt8], limit: Int = .max) -> (text: [UInt8], isCut: Bool) {
        source.withByteView { view in
            var output: [UInt8] = []
            let isCut = JSONText.append(source: view, limit: limit, to: &output)
            return (output, isCut)
        }
    }

    /// What a strict reader makes of the inside of a string, or `nil` if it is no JSON.
    private func parsed(_ inside: [UInt8]) -> [UInt8]? {
        let text = Array(#"{"k":""#.utf8) + inside + Array(#""}"#.utf8)
        guard case .string(let bytes)? = (try? JSONParser.parse(text))?["k"] else { return nil }
        return bytes
    }

    @Test(arguments: ["", "plain", "q\"b\\s/", "\0\u{1F}\n\t\u{7F}", "é 😀 \u{2028}"])
    func writesTextThatReadsBack(_ text: String) throws {
        var output: [UInt8] = []
        JSONText.append(quoted: text, to: &output)
        #expect(output.first == UInt8(ascii: "\"") && output.last == UInt8(ascii: "\""))
        #expect(parsed(Array(output.dropFirst().dropLast())) == Array(text.utf8))
        #expect(!output.contains { $0 < 0x20 || $0 == 0x7F })
    }

    @Test(arguments: ["", "plain é 😀", #"\"\\\/\b\f\n\r\t"#, #"\u0041\ud83d\ude00\ud800x\udc00"#])
    func copiesValidSourceAsItIs(_ source: String) {
        let copy = copy(Array(source.utf8))
        #expect(copy.text == Array(source.utf8))
        #expect(!copy.isCut)
    }

    @Test(arguments: [
        (#"a\"#, #"a\\"#), (#"\x"#, #"\\x"#), (#"\u12"#, #"\\u12"#), ("\u{1}", #"\u0001"#),
        ("\u{7F}", #"\u007f"#), ("a\"b", #"a\"b"#), ("\n", #"\u000a"#),
    ])
    func mendsSource(_ source: String, _ expected: String) {
        #expect(copy(Array(source.utf8)).text == Array(expected.utf8))
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE0, 0x9F, 0xBF], [0xF5, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
        ] as [[UInt8]]
    )
    func replacesWhatIsNoUTF8(_ bytes: [UInt8]) {
        let replacements = bytes.flatMap { _ in Array("\u{FFFD}".utf8) }
        #expect(copy([0x61] + bytes + [0x62]).text == [0x61] + replacements + [0x62])
    }

    /// Runs of plain text are copied many bytes at once, and must end where they do.
    @Test(arguments: [
        ("\"", #"\""#), ("\\", #"\\"#), ("\u{1F}", #"\u001f"#), ("\u{7F}", #"\u007f"#), ("é", "é"),
        (" ", " "), ("~", "~"),
    ])
    func findsWhatIsSpecialAnywhere(_ special: String, _ written: String) {
        for length in 0..<70 {
            for position in 0...length {
                let before = String(repeating: "b", count: position)
                let after = String(repeating: "a", count: length - position)
                let copy = copy(Array((before + special + after).utf8))
                #expect(copy.text == Array((before + written + after).utf8))
            }
            let text = [UInt8](repeating: 0x61, count: length)
            for limit in 0...length {
                let copy = copy(text, limit: limit)
                #expect(copy.text.count == limit && copy.isCut == (limit < length))
            }
        }
    }

    @Test func whateverItCopiesIsJSON() {
        var random = RandomSource(seed: 6)
        let special = Array("\\\\\"u0dD8cC\u{7F}\u{1}é😀".utf8)
        for _ in 0..<5_000 {
            let source = (0..<random.below(24)).map { _ in
                random.oneIn(3) ? UInt8(random.below(256)) : random.pick(special)
            }
            let whole = copy(source)
            #expect(parsed(whole.text) != nil, "\(source)")
            let limit = random.below(24)
            let part = copy(source, limit: limit)
            // A cut splits no escape and no scalar, so that the part is JSON too.
            #expect(parsed(part.text) != nil, "\(source), cut at \(limit)")
            #expect(whole.text.starts(with: part.text))
            #expect(part.isCut == (part.text.count < whole.text.count))
        }
    }
}
