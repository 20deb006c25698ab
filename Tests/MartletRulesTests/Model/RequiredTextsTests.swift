import MartletRules
import Testing

/// The texts without which a regular expression does not match.
@Suite struct RequiredTextsTests {
    private func texts(_ pattern: String, ignoresCase: Bool = false) throws -> Set<String> {
        var options = RegularExpression.Options()
        options.ignoresCase = ignoresCase
        let texts = try RegularExpression(pattern, options: options).requiredTexts
        return Set(texts.map { String(decoding: $0, as: UTF8.self) })
    }

    @Test func oneIsEnoughIfAllMatchesHaveIt() throws {
        #expect(try texts("AKIA[A-Z2-7]{16}") == ["akia"])
        #expect(try texts("abc.*longer") == ["longer"])
        #expect(try texts("[a-z]+://[^/]+@") == ["://"])
    }

    @Test func alternativesNeedOneEach() throws {
        #expect(try texts("(?:curl|wget).", ignoresCase: true) == ["curl", "wget"])
    }

    @Test func somePatternsHaveNone() throws {
        #expect(try texts("[0-9]+").isEmpty)
        #expect(try texts("ab").isEmpty)
        #expect(try texts("(?:abc)?").isEmpty)
        #expect(try texts("abc|[0-9]").isEmpty)
    }

    @Test func lettersBeyondASCIIMayFoldInOtherWays() throws {
        for pattern in ["größe", "\\x{130}abc", "\\p{Lu}abc", "\\141bc"] {
            #expect(try texts(pattern).isEmpty, "\(pattern)")
        }
        #expect(try texts("\\\\xabc") == ["\\xabc"])
    }
}
