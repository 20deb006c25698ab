import MartletEngine
import MartletTestSupport
import Testing

@Suite struct StrictValidatorTests {
    private func violation(_ text: [UInt8]) -> StrictValidator.Violation? {
        var validator = StrictValidator()
        return validator.violation(in: text)
    }

    private func violation(_ text: String) -> StrictValidator.Violation? {
        violation(Array(text.utf8))
    }

    /// A value between brackets of an object, to test values in the middle of a text.
    private func object(around value: String) -> String { #"{"k":"# + value + #","l":[]}"# }

    @Test(arguments: [
        "{}", " {} ", "\t{\r\n}\n", #"{"":""}"#, #"{"a":{},"b":[],"c":[[]],"d":[{}]}"#,
        #"{ "a" : [ 1 , 2 ] , "b" : null }"#, #"{"a":true,"b":false}"#,
        #"{"a":{"a":{"a":1}},"b":{"a":1}}"#, #"{"A":1,"a":2}"#, "{\"\u{E9}\":1,\"e\u{301}\":2}",
    ])
    func acceptsObjects(_ text: String) {
        #expect(violation(text) == nil)
    }

    @Test(arguments: [
        "0", "-0", "1", "-1", "10", "1.5", "0.5", "-0.0", "1e5", "1E5", "1e+5", "1e-05", "0e0",
        "1.25E-300", "123456789012345678901234567890", "1e99999", "-0.000000000000000000001",
    ])
    func acceptsNumbers(_ number: String) {
        #expect(violation(object(around: number)) == nil)
        #expect(violation(object(around: "[" + number + " , " + number + "]")) == nil)
    }

    @Test(arguments: [
        #""""#, #""a""#, #""\"\\\/\b\f\n\r\t""#, #""\u0041\u00e9\u00E9""#, #""\uD83D\uDE00""#,
        #""\uD800""#, #""\uDC00\uD800""#, #""\uD83D\uD83D\uDE00""#, #""\u0000""#, "\"\u{7F}\"",
        "\"\u{80}\u{7FF}\u{800}\u{FFFD}\u{FFFF}\u{10000}\u{10FFFF}\"", "\"\u{D7FF}\u{E000}\"",
        "\"\u{2028}\u{2029}\u{85}\u{FEFF}\"", #""0123456789abcdef0123456789\u0041abcdef""#,
    ])
    func acceptsStrings(_ string: String) {
        #expect(violation(object(around: string)) == nil)
        #expect(violation("{" + string + ":1}") == nil)
    }

    @Test(arguments: [
        ("", ScanFailure.notAnObject, 0), (" ", .notAnObject, 1), ("[]", .notAnObject, 0),
        ("1", .notAnObject, 0), ("\u{FEFF}{}", .notAnObject, 0), (" x", .notAnObject, 1),
        ("\u{C}{}", .notAnObject, 0),
        ("{", .truncated, 1), ("{ ", .truncated, 2), (#"{"a"#, .truncated, 3),
        (#"{"a""#, .truncated, 4), (#"{"a":"#, .truncated, 5), (#"{"a":1"#, .truncated, 6),
        (#"{"a":1,"#, .truncated, 7), (#"{"a":["#, .truncated, 6), (#"{"a":[1"#, .truncated, 7),
        (#"{"a":tru"#, .truncated, 8), (#"{"a":-"#, .truncated, 6), (#"{"a":1."#, .truncated, 7),
        (#"{"a":1e"#, .truncated, 7), (#"{"a":1e+"#, .truncated, 8), (#"{"a\"#, .truncated, 4),
        (#"{"a\u00"#, .truncated, 7), (#"{"a":"x\"#, .truncated, 8),
        ("{}x", .trailingBytes, 2), ("{}{}", .trailingBytes, 2), ("{},", .trailingBytes, 2),
        ("{} \0", .trailingBytes, 3), ("{}}", .trailingBytes, 2), ("{}\u{A0}", .trailingBytes, 2),
        ("{1:1}", .unexpectedByte, 1), ("{a:1}", .unexpectedByte, 1),
        ("{'a':1}", .unexpectedByte, 1),
        ("{,}", .unexpectedByte, 1), (#"{"a"1}"#, .unexpectedByte, 4),
        (#"{"a":}"#, .unexpectedByte, 5),
        (#"{"a":1,}"#, .unexpectedByte, 7), (#"{"a":1 "b":2}"#, .unexpectedByte, 7),
        (#"{"a":[1,]}"#, .unexpectedByte, 8), (#"{"a":[,1]}"#, .unexpectedByte, 6),
        (#"{"a":[1 2]}"#, .unexpectedByte, 8), (#"{"a":[1}}"#, .unexpectedByte, 7),
        (#"{"a":{]}"#, .unexpectedByte, 6), (#"{"a":1]"#, .unexpectedByte, 6),
        (#"{"a":["b":1]}"#, .unexpectedByte, 9), (#"{"a":1/**/}"#, .unexpectedByte, 6),
        (#"{"a"::1}"#, .unexpectedByte, 5), (#"{"a":1,,"b":2}"#, .unexpectedByte, 7),
        ("{\"a\":\0}", .unexpectedByte, 5), ("{\"a\":\u{A0}1}", .unexpectedByte, 5),
        ("{\u{B}}", .unexpectedByte, 1),
        (#"{"a":+1}"#, .unexpectedByte, 5), (#"{"a":.5}"#, .unexpectedByte, 5),
        (#"{"a":Infinity}"#, .unexpectedByte, 5), (#"{"a":True}"#, .unexpectedByte, 5),
        (#"{"a":01}"#, .invalidNumber, 6), (#"{"a":-01}"#, .invalidNumber, 7),
        (#"{"a":1.}"#, .invalidNumber, 7), (#"{"a":1.e1}"#, .invalidNumber, 7),
        (#"{"a":1e}"#, .invalidNumber, 7), (#"{"a":1e+}"#, .invalidNumber, 8),
        (#"{"a":-}"#, .invalidNumber, 6), (#"{"a":--1}"#, .invalidNumber, 6),
        (#"{"a":-x}"#, .invalidNumber, 6), (#"{"a":0x10}"#, .unexpectedByte, 6),
        (#"{"a":1_0}"#, .unexpectedByte, 6), (#"{"a":1.0.0}"#, .unexpectedByte, 8),
        (#"{"a":00}"#, .invalidNumber, 6), (#"{"a":1e1.5}"#, .unexpectedByte, 8),
        (#"{"a":nul}"#, .invalidLiteral, 8), (#"{"a":nan}"#, .invalidLiteral, 6),
        (#"{"a":truE}"#, .invalidLiteral, 8), (#"{"a":truee}"#, .unexpectedByte, 9),
        (#"{"a":fals }"#, .invalidLiteral, 9),
        (#"{"a":"\x"}"#, .invalidEscape, 7), (#"{"a":"\'"}"#, .invalidEscape, 7),
        (#"{"a":"\U0041"}"#, .invalidEscape, 7), (#"{"a":"\u004g"}"#, .invalidEscape, 11),
        (#"{"a":"\u"}"#, .invalidEscape, 8), (#"{"a":"\u00"}"#, .invalidEscape, 10),
        (#"{"a":"\uD800\u00"}"#, .invalidEscape, 16), (#"{"a":"\é"}"#, .invalidEscape, 7),
        ("{\"a\":\"\n\"}", .controlCharacter, 6), ("{\"a\":\"\0\"}", .controlCharacter, 6),
        ("{\"a\":\"\u{1F}\"}", .controlCharacter, 6), ("{\"\t\":1}", .controlCharacter, 2),
        ("{\"abcdefghijkl\u{1}\":1}", .controlCharacter, 14),
        (#"{"a":1,"a":1}"#, .duplicateKey, 7), (#"{"a":1,"b":2,"a":1}"#, .duplicateKey, 13),
        (#"{"a":1,"\u0061":1}"#, .duplicateKey, 7), (#"{"\u0061":1,"a":1}"#, .duplicateKey, 12),
        (#"{"":1,"":1}"#, .duplicateKey, 6), (#"{"x":[{"a":{},"a":1}]}"#, .duplicateKey, 14),
        (#"{"a":{"b":1,"c":{"b":1}},"a":1}"#, .duplicateKey, 25),
        (#"{"a\/b":1,"a/b":1}"#, .duplicateKey, 10), (#"{"é":1,"\u00e9":1}"#, .duplicateKey, 8),
        (#"{"😀":1,"\ud83d\ude00":1}"#, .duplicateKey, 10),
        (#"{"\ud83d":1,"\uD83D":1}"#, .duplicateKey, 12),
        (#"{"abcdefgh":1,"abcdefgh":1}"#, .duplicateKey, 14),
        (#"{"abcdefghi":1,"abcdefgh\u0069" :1}"#, .duplicateKey, 15),
    ])
    func blamesTheFirstWrongByte(_ text: String, _ failure: ScanFailure, _ position: Int) {
        let expected = StrictValidator.Violation(failure: failure, position: position)
        #expect(violation(text) == expected)
        #expect(JSONParser.violation(in: Array(text.utf8)) == expected)
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80],
            [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF0, 0x90, 0x80], [0xF0, 0x28, 0x8C, 0xBC], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xF8, 0x88, 0x80, 0x80, 0x80],
        ] as [[UInt8]]
    )
    func refusesBytesThatAreNoUTF8(_ bytes: [UInt8]) {
        for prefix in [0, 1, 7, 8, 9] {
            let start = Array(#"{"k":""#.utf8) + [UInt8](repeating: 0x61, count: prefix)
            let expected = StrictValidator.Violation(failure: .invalidUTF8, position: 6 + prefix)
            #expect(violation(start + bytes + Array(#""}"#.utf8)) == expected)
            let key = [UInt8](start.dropFirst(5)) + bytes
            #expect(violation([0x7B] + key + Array(#"":1}"#.utf8))?.failure == .invalidUTF8)
        }
        // Between tokens it is no text at all.
        #expect(violation(Array(#"{"k":"#.utf8) + bytes)?.failure == .unexpectedByte)
    }

    @Test func findsAWrongByteAtEveryDistanceFromTheEnds() {
        for length in 0..<40 {
            for index in 0..<length {
                var text = Array(#"{"k":""#.utf8) + [UInt8](repeating: 0x7E, count: length)
                text[6 + index] = 0x1F
                let expected = StrictValidator.Violation(
                    failure: .controlCharacter,
                    position: 6 + index
                )
                #expect(violation(text + Array(#""}"#.utf8)) == expected)
            }
        }
    }

    @Test func acceptsAnyDepthWithoutRecursion() {
        let depth = 200_000
        let opening = String(repeating: #"{"a":["#, count: depth)
        let closing = String(repeating: "]}", count: depth)
        #expect(violation(opening + closing) == nil)
        #expect(violation(opening + "}" + closing)?.position == opening.utf8.count)
        #expect(violation(opening)?.failure == .truncated)
        #expect(violation("{\"a\":" + String(repeating: "[", count: 100) + "}")?.position == 105)
    }

    @Test(.timeLimit(.minutes(1))) func findsADuplicateAmongAMillionKeys() {
        var text = Array("{".utf8)
        for key in 0..<1_000_000 { text += Array("\"\(key)\":0,".utf8) }
        #expect(violation(text + Array(#""x":0}"#.utf8)) == nil)
        let expected = StrictValidator.Violation(failure: .duplicateKey, position: text.count)
        #expect(violation(text + Array(#""99999":0}"#.utf8)) == expected)
    }

    @Test(.timeLimit(.minutes(1))) func keepsManyObjectsApart() {
        let members = String(repeating: #"{"name":1},"#, count: 200_000)
        #expect(violation(#"{"a":["# + members + #"{"name":1}]}"#) == nil)
        #expect(
            violation(#"{"a":["# + members + #"{"name":1,"name":1}]}"#)?.failure == .duplicateKey
        )
    }

    @Test func forgetsTheLineBefore() {
        var validator = StrictValidator()
        for _ in 0..<5_000 {
            #expect(validator.violation(in: Array(#"{"a":{"b":1},"c":[{"b":1}"#.utf8)) != nil)
            #expect(validator.violation(in: Array(#"{"a":{"b":1},"c":[{"b":1}]}"#.utf8)) == nil)
        }
    }

    /// What is learnt of objects at one place must not hide a key that is there twice.
    @Test(arguments: [("", ""), (#"{"o":["#, "]}"), (#"{"o":{"p":"#, #","q":0}}"#)])
    func findsDuplicatesInObjectsThatItKnows(_ prefix: String, _ suffix: String) {
        let keys = [
            "a", "", "é", "verb", "eightlen", "sixteenbyteslong", "requestReceivedTimestamp",
            "authorization.k8s.io/decision", "authorization.k8s.io/reason", "thirtytwo" + tail(23),
            "thirtythree" + tail(22), "ab", #"k:{\"x\"}"#,
        ]
        var texts = [keys, keys]
        for repeated in keys {
            let escaped = repeated.replacing("a", with: #"\u0061"#)
            for place in 0...keys.count {
                for key in [repeated, escaped] {
                    var twice = keys
                    twice.insert(key, at: place)
                    texts.append(twice)
                    var moved = keys.filter { $0 != repeated }
                    moved.insert(key, at: min(place, moved.count))
                    texts.append(moved)
                }
            }
        }
        // New keys move those behind them in the list, also while the object is open.
        for number in 0..<80 {
            let new = ["new\(number)", "newer\(number)"]
            texts.append([keys[0]] + new + keys[1...])
            texts.append([keys[0]] + new + keys[1...] + [new[number % 2]])
        }
        var validator = StrictValidator()
        for keys in texts {
            let members = keys.map { #""\#($0)":1"# }.joined(separator: ",")
            let text = Array("\(prefix){\(members)}\(suffix)".utf8)
            #expect(validator.violation(in: text) == JSONParser.violation(in: text), "\(keys)")
        }
    }

    private func tail(_ count: Int) -> String { String(repeating: "x", count: count) }

    @Test func agreesWithTheSlowParserOnDamagedLines() {
        var random = RandomSource(seed: 42)
        var validator = StrictValidator()
        var reasons: Set<ScanFailure> = []
        var validCount = 0
        for _ in 0..<4_000 {
            let vocabulary = Vocabulary.sample(using: &random)
            let line = RandomEvents.line(from: vocabulary, using: &random)
            #expect(validator.violation(in: line) == nil)
            for _ in 0..<3 {
                let damaged = LineMutator.mutate(line, using: &random)
                let expected = JSONParser.violation(in: damaged)
                #expect(validator.violation(in: damaged) == expected, "\(damaged)")
                if let expected { reasons.insert(expected.failure) } else { validCount += 1 }
            }
        }
        // All reasons but the five that are not about grammar, and some damage that does no harm.
        #expect(reasons.count == ScanFailure.allCases.count - 5)
        #expect(validCount > 100)
    }
}
