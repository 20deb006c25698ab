import MartletRules
import Testing

/// Whatever a value is, a replacement that changes a letter changes nothing else.
@Suite struct PlainTextTests {
    @Test func replacementsKeepEscapes() throws {
        var random = SeededRandom(seed: 7)
        let letters = ["\\", "*", "?", "\\*", "\\?", "\\\\", "a", "/"]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 1...6, using: &random))
                .map { _ in letters.randomElement(using: &random) ?? "" }.joined()
            let steps = "- {type: replace_string, regex: a, replacement: b}"
            let quoted = "x: '\(text)'"
            let before = try PipelineSource.values(
                quoted,
                through: "- {type: set_state, key: a, val: b}"
            )
            let after = try PipelineSource.values(quoted, through: steps)
            #expect(after == before.map { $0.replacing("a", with: "b") }, "\(text)")
        }
    }
}
