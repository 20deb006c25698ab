import MartletRules
import MartletTestSupport
import Testing

@Suite struct WindashTests {
    /// The pattern of a value, with `~` for a dash that stands for any.
    private func pattern(_ selection: String) throws -> String {
        let item = try RuleSource.item(selection)
        guard case .text(let pattern, _) = item.tests[0] else { return "?" }
        return pattern.pieces.map { piece in
            switch piece {
            case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
            case .anyRun: "*"
            case .anyScalar: "?"
            case .anyDash: "~"
            }
        }.joined()
    }

    @Test(arguments: [
        ("-a", "~a"), ("/a", "~a"), ("\u{2013}a", "~a"), ("\u{2014}a", "~a"), ("\u{2015}a", "~a"),
        (" -c ", " ~c "), ("-a /b", "~a ~b"), ("x-y", "x-y"), ("x -", "x -"), ("- x", "- x"),
        ("--all", "-~all"), ("a/b", "a/b"), ("*-a*", "*~a*"), ("a*-b", "a*~b"), ("-*", "-*"),
        ("=-1", "=~1"), ("-\u{E9}", "~\u{E9}"), ("\u{E9}-a", "\u{E9}-a"), ("_-a", "_-a"),
        ("-_a", "~_a"), ("\u{2010}a", "\u{2010}a"), ("https://x", "https:/~x"), ("", ""),
    ])
    func aDashThatBeginsAWordStandsForAll(_ value: String, _ expected: String) throws {
        #expect(try pattern("f|windash: '\(value)'") == expected)
    }

    @Test func operatorsAnchorAround() throws {
        #expect(try pattern("f|windash|contains: ' -c '") == "* ~c *")
        #expect(try pattern("f|contains|windash: ' -c '") == "* ~c *")
        #expect(try pattern("f|endswith|windash: -c") == "*~c")
        #expect(try pattern("f|startswith|windash: -c") == "~c*")
    }

    @Test func eachValueOfAllIsOneValue() throws {
        let item = try RuleSource.item("f|contains|windash|all: [-a, -b]")
        #expect(item.requiresAll && item.values.map(\.tests.count) == [1, 1])
    }
}
