import MartletEngine
import MartletTestSupport
import Testing

@Suite struct GlobMatcherTests {
    private static let dashes: Set<Unicode.Scalar> = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"]

    /// Matches a pattern in which `*` and `?` are wildcards, `~` is any dash, and all else stands for
    /// itself.
    private func matches(_ text: String, _ pattern: String) -> Bool {
        var arena = ByteArena()
        var pieces: [MatcherTables.GlobPiece] = []
        var literal: [UInt8] = []
        func flush() {
            guard !literal.isEmpty else { return }
            pieces.append(.init(kind: .literal, text: arena.store(literal)))
            literal = []
        }
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case "*", "?", "~":
                flush()
                let kinds: [Unicode.Scalar: MatcherTables.GlobPiece.Kind] = [
                    "*": .anyRun, "?": .anyScalar,
                ]
                pieces.append(.init(kind: kinds[scalar] ?? .anyDash))
            default: literal += Array(String(scalar).utf8)
            }
        }
        flush()
        let stored = Constants(pieces)
        let literals = arena.finish()
        return withExtendedLifetime((stored, literals)) {
            Array(text.utf8).withByteView {
                GlobMatcher.matches(
                    $0,
                    pieces: stored.view,
                    from: 0,
                    count: pieces.count,
                    literals: literals.view
                )
            }
        }
    }

    /// Tries every length of every run.
    private func slowlyMatches(
        _ text: ArraySlice<Unicode.Scalar>,
        _ pattern: ArraySlice<Unicode.Scalar>
    ) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" {
            return (text.startIndex...text.endIndex).contains { slowlyMatches(text[$0...], rest) }
        }
        guard let scalar = text.first else { return false }
        let isDash = first == "~" && GlobMatcherTests.dashes.contains(scalar)
        guard isDash || first == "?" || first == scalar else { return false }
        return slowlyMatches(text.dropFirst(), rest)
    }

    @Test(arguments: [
        ("", "*"), ("abc", "a*c"), ("abc", "a?c"), ("aéc", "a?c"), ("a😀c", "a?c"), ("abab", "*ab"),
        ("aab", "*ab"), ("abcabc", "a*bc"), ("a\nb", "a*b"), ("abc", "***"), ("é", "?"),
        ("mississippi", "m*iss*ip?i"), ("aXbXc", "a*b*c"),
        ("-", "~"), ("a /b", "a ~b"), ("\u{2015}x", "~x"), ("cmd \u{2013}enc x", "*~enc*"),
        ("-enc enc -enc2", "*~enc2"), ("enc/enc", "*~enc"), ("a\u{2014}", "*~"), ("---x", "*~x"),
    ])
    func accepts(_ text: String, _ pattern: String) {
        #expect(matches(text, pattern))
    }

    @Test(arguments: [
        ("", "?"), ("ab", "a"), ("ab", "b"), ("ac", "a?c"), ("abbc", "a?c"), ("é", "??"),
        ("abcb", "a*c"), ("mississippi", "m*iss*ss?i"), ("abc", ""), ("ab", "*abc"),
        ("", "~"), ("--", "~"), ("\u{2012}x", "~x"), ("\u{2016}x", "~x"), ("_x", "~x"),
        ("enc", "*~enc*"), ("x enc -en", "*~enc*"), ("\u{2212}", "~"),
    ])
    func refuses(_ text: String, _ pattern: String) {
        #expect(!matches(text, pattern))
    }

    @Test func agreesWithTheSlowMatcher() {
        var random = RandomSource(seed: 4)
        var matchCount = 0
        for _ in 0..<4_000 {
            let text = (0..<random.below(9)).map { _ in random.pick(["a", "b", "é", "😀", "-", "–"])
            }
            let pattern = (0..<random.below(7)).map { _ in
                random.pick(["a", "b", "é", "*", "*", "?", "😀", "~"])
            }
            let expected = slowlyMatches(
                Array(text.joined().unicodeScalars)[...],
                Array(pattern.joined().unicodeScalars)[...]
            )
            let found = matches(text.joined(), pattern.joined())
            #expect(found == expected, "\(text.joined()) against \(pattern.joined())")
            if expected { matchCount += 1 }
        }
        #expect((200..<3_800).contains(matchCount))
    }

    @Test(.timeLimit(.minutes(1))) func doesNotExplodeOnManyRuns() {
        let text = String(repeating: "a", count: 20_000)
        #expect(!matches(text, String(repeating: "*a", count: 30) + "*b"))
    }
}
