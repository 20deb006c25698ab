import MartletEngine
import MartletTestSupport
import Testing

@Suite struct StringDecoderTests {
    private func decode(_ source: String) -> Result<[UInt8], StringDecoder.Failure> {
        Array(source.utf8).withByteView { text in
            var output = Buffer<UInt8>(repeating: 0, count: 1)
            do throws(StringDecoder.Failure) {
                let count = try StringDecoder.decode(text, from: 0, to: text.count, into: &output)
                return .success((0..<count).map { output[$0] })
            } catch {
                return .failure(error)
            }
        }
    }

    @Test(arguments: [
        ("", ""), ("plain é 😀", "plain é 😀"), (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#"\u0041\u00e9\u00E9\u20AC"#, "Aéé€"), (#"\uD83D\uDE00"#, "😀"), (#"\u0000"#, "\0"),
        (#"\udbff\udfff\ud800\udc00"#, "\u{10FFFF}\u{10000}"), (#"a\\u0041"#, #"a\u0041"#),
        (#"\u007f\u0080\u07ff\u0800\uffff"#, "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}"),
    ])
    func resolvesEscapes(_ source: String, _ expected: String) throws {
        #expect(try decode(source).get() == Array(expected.utf8))
    }

    @Test func keepsLoneSurrogates() throws {
        #expect(try decode(#"\ud800"#).get() == [0xED, 0xA0, 0x80])
        #expect(try decode(#"\udfff!"#).get() == [0xED, 0xBF, 0xBF, 0x21])
        #expect(try decode(#"\ud83d\ud83d\ude00"#).get() == WTF8.encode(0xD83D) + Array("😀".utf8))
        #expect(try decode(#"\ud83d\u0041"#).get() == WTF8.encode(0xD83D) + [0x41])
    }

    @Test(arguments: [
        (#"\x"#, ScanFailure.invalidEscape, 0), (#"ab\'"#, .invalidEscape, 2),
        (#"\"#, .invalidEscape, 0), (#"a\u004"#, .invalidEscape, 1),
        (#"\u00g0"#, .invalidEscape, 0), (#"\u+123"#, .invalidEscape, 0),
        (#"\ud83d\u12"#, .invalidEscape, 6), ("a\u{1F}", .controlCharacter, 1),
        ("\0", .controlCharacter, 0),
    ])
    func blamesWhatItCannotDecode(_ source: String, _ failure: ScanFailure, _ position: Int) {
        guard case .failure(let found) = decode(source) else {
            Issue.record("decoded \(source)")
            return
        }
        #expect(found.failure == failure)
        #expect(found.position == position)
    }

    @Test func agreesWithTheSlowParser() {
        var random = RandomSource(seed: 3)
        let pieces = [
            "a", "é", "😀", #"\n"#, #"\\"#, #"\""#, #"\/"#, #"\u0041"#, #"\uD83D"#, #"\uDE00"#,
            #"\u00"#, #"\q"#, "\u{1}", "0", "f", "u",
        ]
        var failureCount = 0
        for _ in 0..<3_000 {
            let source = (0..<random.below(12)).map { _ in random.pick(pieces) }.joined()
            let parsed = try? JSONParser.parse(Array(#"{"k":"\#(source)"}"#.utf8))
            switch decode(source) {
            case .success(let bytes): #expect(parsed?["k"] == .string(bytes))
            case .failure:
                failureCount += 1
                #expect(parsed == nil)
            }
        }
        #expect((300..<2_700).contains(failureCount))
    }
}
