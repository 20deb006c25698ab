import MartletEngine
import MartletRules
import Testing

/// What a search looks for in place of a pattern.
@Suite struct RequiredTextsTests {
    private static func literal(_ text: String) -> TextPattern.Piece { .literal(Array(text.utf8)) }

    private func texts(_ pieces: [TextPattern.Piece]) -> (texts: [String], areSufficient: Bool) {
        let required = RequiredTexts(of: TextPattern(pieces))
        return (
            required.texts.map { String(decoding: $0, as: UTF8.self) }, required.areSufficient
        )
    }

    @Test func theLongestLiteralIsRequired() {
        let found = texts([
            .anyRun, Self.literal("ab"), .anyRun, Self.literal("abcd"), .anyScalar,
            Self.literal("xyz"),
        ])
        #expect(found.texts == ["abcd"])
        #expect(!found.areSufficient)
        #expect(texts([.anyRun, .anyScalar, .anyDash]).texts == ["-", "/", "–", "—", "―"])
        #expect(texts([.anyRun, .anyScalar]).texts == [])
    }

    /// A short literal beside a dash is required with each dash, and a long one without.
    @Test func shortLiteralsAreRequiredWithTheirDash() {
        let found = texts([.anyRun, Self.literal(" "), .anyDash, Self.literal("e "), .anyRun])
        #expect(found.texts == [" -e ", " /e ", " –e ", " —e ", " ―e "])
        #expect(found.areSufficient)
        let long = texts([.anyRun, Self.literal(" "), .anyDash, Self.literal("encode"), .anyRun])
        #expect(long.texts == ["encode"])
        #expect(!long.areSufficient)
    }

    @Test func whatElseThePatternWantsKeepsTextsFromSufficing() {
        let dashed = [TextPattern.Piece.anyDash, Self.literal("e")]
        #expect(!texts(dashed + [.anyRun]).areSufficient)
        #expect(!texts([.anyRun] + dashed).areSufficient)
        #expect(!texts([.anyRun] + dashed + [.anyScalar, .anyRun]).areSufficient)
        #expect(!texts([.anyRun] + dashed + [Self.literal(" ")] + dashed + [.anyRun]).areSufficient)
        #expect(texts([.anyRun] + dashed + [.anyRun]).areSufficient)
    }
}
