import MartletRules
import MartletTestSupport
import Testing

@Suite struct SearchTests {
    /// The shape of a search: `&` for all, `|` for any, a field's name, `*` and the count of keywords.
    private func shape(_ search: Search) -> String {
        switch search {
        case .all(let parts): "(" + parts.map(shape).joined(separator: "&") + ")"
        case .any(let parts): "(" + parts.map(shape).joined(separator: "|") + ")"
        case .elements(let block): "\(block.field)[\(block.quantifier)]"
        case .item(let item):
            item.field?.description ?? "*\(item.tests.count)\(item.requiresAll ? "all" : "")"
        }
    }

    @Test(arguments: [
        ("a: 1\nb: 2", "(a&b)"),
        ("a: 1", "a"),
        ("- a: 1\n  b: 2\n- c: 3", "((a&b)|c)"),
        ("- x\n- y", "*2"),
        ("- x\n- a: 1\n- y\n- 5", "(a|*3)"),
        ("'|all':\n  - x\n  - y", "*2all"),
        ("'|contains|all':\n  - x\n  - y", "*2all"),
        ("'|all':\n  - x\n  - y\na: 1", "(*2all&a)"),
        ("- - x\n- - a: 1", "(*1|a)"),
        ("word", "*1"),
    ])
    func readsListsMapsAndKeywords(_ selection: String, _ expected: String) throws {
        #expect(shape(try RuleSource.search(selection)).split(separator: " ").joined() == expected)
    }

    @Test func keywordsAreSearchedInsideValues() throws {
        let item = try RuleSource.item("- ev?l\n- 4624\n- true")
        let contained = ["ev?l", "4624", "true"].map {
            ValueTest.text(
                TextPattern(parsing: $0).unanchored(start: true, end: true),
                caseSensitive: false
            )
        }
        #expect(item.field == nil)
        #expect(item.tests == contained)
    }

    @Test func keywordsTakeOperators() throws {
        let item = try RuleSource.item("'|startswith': x")
        let pattern = TextPattern([.literal(Array("x".utf8)), .anyRun])
        #expect(item.tests == [.text(pattern, caseSensitive: false)])
    }

    @Test(arguments: ["- null", "- x\n- ~", "'|exists': true", "'|neq': x", "'|lt': 5"])
    func keywordsRefuseWhatNeedsAField(_ selection: String) {
        let codes = RuleSource.codes(selection: selection)
        #expect(codes.contains(.wrongValue) || codes.contains(.misplacedModifier))
    }

    @Test func itemsKnowWhereTheyStand() throws {
        let item = try RuleSource.item("verb: create")
        #expect(item.location == SourceLocation(file: "rule.yml", line: 6, column: 9))
    }
}
