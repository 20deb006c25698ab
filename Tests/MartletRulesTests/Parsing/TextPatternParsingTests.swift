import MartletRules
import Testing

@Suite struct TextPatternParsingTests {
    private func literal(_ text: String) -> TextPattern.Piece { .literal(Array(text.utf8)) }

    /// The list under "Escape Character" in the specification, and what it leaves open.
    @Test func escapesAsTheSpecificationSays() {
        let cases: [(String, [TextPattern.Piece])] = [
            (#"\"#, [literal(#"\"#)]),
            (#"\\"#, [literal(#"\"#)]),
            (#"\\\"#, [literal(#"\\"#)]),
            (#"\\\\"#, [literal(#"\\"#)]),
            (#"\*"#, [literal("*")]),
            (#"\?"#, [literal("?")]),
            (#"\\*"#, [literal(#"\"#), .anyRun]),
            (#"\\\*"#, [literal(#"\*"#)]),
            (#"C:\Windows\*"#, [literal(#"C:\Windows*"#)]),
            (#"C:\Windows\\*"#, [literal(#"C:\Windows\"#), .anyRun]),
            ("", []),
            ("**", [.anyRun]),
            ("??", [.anyScalar, .anyScalar]),
            ("*?*", [.anyRun, .anyScalar, .anyRun]),
            ("a*b?c", [literal("a"), .anyRun, literal("b"), .anyScalar, literal("c")]),
            ("é\u{301}?", [literal("é\u{301}"), .anyScalar]),
        ]
        for (text, pieces) in cases {
            #expect(TextPattern(parsing: text).pieces == pieces, "\(text)")
        }
    }

    @Test func openEndsAreRunsBesideTheValue() {
        for text in ["", "*", "a", "a*", "*a", #"\*"#, "?", "a*b"] {
            for (start, end) in [(true, true), (true, false), (false, true), (false, false)] {
                #expect(
                    TextPattern(parsing: text, opensStart: start, opensEnd: end)
                        == TextPattern(parsing: text).unanchored(start: start, end: end),
                    "\(text), \(start), \(end)"
                )
            }
        }
    }

    /// Once every literal reserved room for the whole text, which took gigabytes here.
    @Test(.timeLimit(.minutes(1))) func manyWildcardsCostLinearTimeAndMemory() {
        let text = String(repeating: "*a", count: 200_000)
        #expect(TextPattern(parsing: text).pieces.count == 400_000)
    }

    @Test func renderingAndParsingAreInverse() {
        var random = SeededRandom(seed: 1)
        let alphabet = ["\\", "\\", "*", "?", "a", "é", "日"]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...8, using: &random)
            let text = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? "" }
                .joined()
            let pattern = TextPattern(parsing: text)
            #expect(TextPattern(parsing: pattern.sigmaText) == pattern, "\(text)")
        }
    }
}
