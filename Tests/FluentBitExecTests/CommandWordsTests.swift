import FluentBitExec
import Testing

/// A command's words, without a shell.
@Suite struct CommandWordsTests {
    @Test(
        arguments: [
            ("", []),
            ("  \t ", []),
            ("martlet run --ack-fd 3 -", ["martlet", "run", "--ack-fd", "3", "-"]),
            ("  a\t b\nc ", ["a", "b", "c"]),
            (#"a 'b c' "d e""#, ["a", "b c", "d e"]),
            (#"a '' """#, ["a", "", ""]),
            (#"a'b'"c"d"#, ["abcd"]),
            (#"'a\b' 'say "x"'"#, [#"a\b"#, #"say "x""#]),
            (#""a\"b\\c\d" 'it'"'"'s'"#, [#"a"b\c\d"#, "it's"]),
            (#"a\ b \'c \\"#, ["a b", "'c", #"\"#]),
            ("$HOME *.log a|b;c", ["$HOME", "*.log", "a|b;c"]),
            ("/ärger/🪶", ["/ärger/🪶"]),
        ] as [(String, [String])]
    )
    func wordsAreThoseOfAShell(_ command: String, _ words: [String]) throws {
        #expect(try CommandWords(command).words == words)
    }

    @Test func whatIsOpenIsRefused() {
        #expect(throws: CommandWords.Failure.openQuote("'")) { try CommandWords("a 'b") }
        #expect(throws: CommandWords.Failure.openQuote("\"")) { try CommandWords("a \"b'") }
        #expect(throws: CommandWords.Failure.trailingBackslash) { try CommandWords(#"a \"#) }
    }
}
