import MartletRules
import Testing

@Suite struct DiagnosticFormatterTests {
    private func format(_ line: String, column: Int, length: Int, help: String? = nil) -> String {
        let diagnostic = Diagnostic(
            .error,
            .unknownModifier,
            "wrong",
            at: SourceLocation(file: "r.yml", line: 7, column: column),
            length: length,
            sourceLine: line,
            help: help
        )
        return DiagnosticFormatter().format(diagnostic)
    }

    @Test func marksAlignBehindTabsAndWideCharacters() {
        #expect(
            format("\tab\tc", column: 5, length: 1) == """
                r.yml:7:5: error: wrong [M021]
                7 |     ab  c
                  |         ^

                """
        )
        #expect(
            format("日e\u{301}x", column: 7, length: 1) == """
                r.yml:7:7: error: wrong [M021]
                7 | 日e\u{301}x
                  |    ^

                """
        )
    }

    @Test func aMarkMayStandBehindTheLine() {
        #expect(format("ab", column: 3, length: 1).hasSuffix("7 | ab\n  |   ^\n"))
        #expect(format("", column: 1, length: 1).hasSuffix("7 | \n  | ^\n"))
        #expect(format("ab", column: 99, length: 99).hasSuffix("7 | ab\n  |   ^\n"))
    }

    @Test func longLinesAreCutAroundTheMark() {
        let line =
            String(repeating: "é", count: 1_000) + "WRONG" + String(repeating: "x", count: 1 << 20)
        let rendering = format(line, column: 2_001, length: 5).split(separator: "\n")
        #expect(rendering[1].hasPrefix("7 | …") && rendering[1].hasSuffix("x…"))
        #expect(rendering[1].count <= 106)
        let mark = rendering[2].firstIndex(of: "^").map {
            rendering[2].distance(from: rendering[2].startIndex, to: $0)
        }
        let word = rendering[1].firstIndex(of: "W").map {
            rendering[1].distance(from: rendering[1].startIndex, to: $0)
        }
        #expect(mark == word)
        #expect(rendering[2].hasSuffix("^~~~~"))
    }

    @Test func nothingFromTheRuleReachesTheTerminalUnseen() {
        let rendering = format("\u{1B}[2J\u{202E}x", column: 1, length: 1, help: "\u{9B}31m")
        #expect(rendering.contains(#"7 | \u{1b}[2J\u{202e}x"#))
        #expect(rendering.contains(#"help: \u{9b}31m"#))
        #expect(!rendering.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }

    @Test func coloursFrameTheParts() {
        let diagnostic = Diagnostic(
            .warning,
            .hostBits,
            "odd",
            at: SourceLocation(file: "r.yml", line: 1, column: 1),
            sourceLine: "x",
            help: "so"
        )
        #expect(
            DiagnosticFormatter(usesColor: true).format(diagnostic)
                == [
                    "\u{1B}[1mr.yml:1:1:\u{1B}[0m \u{1B}[1;33mwarning:\u{1B}[0m \u{1B}[1modd\u{1B}[0m [M028]\n",
                    "\u{1B}[2m1 | \u{1B}[0mx\n",
                    "\u{1B}[2m  | \u{1B}[0m\u{1B}[1;33m^\u{1B}[0m \u{1B}[1;32mhelp:\u{1B}[0m so\n",
                ].joined()
        )
    }
}
