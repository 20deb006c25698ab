import MartletRules
import MartletTestSupport
import Testing

/// The table "Matching" of the rule language, modifier by modifier.
@Suite struct ModifierTests {
    private func pattern(_ pieces: TextPattern.Piece..., caseSensitive: Bool = false) -> ValueTest {
        .text(TextPattern(pieces), caseSensitive: caseSensitive)
    }

    private func literal(_ text: String) -> TextPattern.Piece { .literal(Array(text.utf8)) }

    private func number(_ text: String) throws -> NumberLiteral {
        try #require(NumberLiteral(text))
    }

    @Test func plainValueCoversTheWholeText() throws {
        #expect(try RuleSource.item("verb: create").tests == [pattern(literal("create"))])
        #expect(
            try RuleSource.item("verb: c*e?").tests == [
                pattern(literal("c"), .anyRun, literal("e"), .anyScalar)
            ]
        )
    }

    @Test func operatorsAnchorAlsoWithInnerWildcards() throws {
        let head = literal("foo")
        let tail = literal("bar")
        #expect(
            try RuleSource.item("f|startswith: foo*bar").tests == [
                pattern(head, .anyRun, tail, .anyRun)
            ]
        )
        #expect(
            try RuleSource.item("f|endswith: foo*bar").tests == [
                pattern(.anyRun, head, .anyRun, tail)
            ]
        )
        #expect(
            try RuleSource.item("f|contains: foo*bar").tests == [
                pattern(.anyRun, head, .anyRun, tail, .anyRun)
            ]
        )
    }

    @Test func escapedWildcardAtTheEndStaysLiteral() throws {
        #expect(
            try RuleSource.item(#"f|startswith: 'a\*'"#).tests == [pattern(literal("a*"), .anyRun)]
        )
        #expect(
            try RuleSource.item(#"f|startswith: 'a\'"#).tests == [pattern(literal(#"a\"#), .anyRun)]
        )
    }

    @Test func casedIsTheCaseSensitiveForm() throws {
        let sensitive = pattern(literal("Bob"), caseSensitive: true)
        #expect(try RuleSource.item("f|cased: Bob").tests == [sensitive])
        let contained = pattern(.anyRun, literal("Bob"), .anyRun, caseSensitive: true)
        #expect(try RuleSource.item("f|contains|cased: Bob").tests == [contained])
        #expect(try RuleSource.item("f|cased|contains: Bob").tests == [contained])
    }

    @Test func allAndNeqCombineTheList() throws {
        let all = try RuleSource.item("f|contains|all: [a, b]")
        #expect(all.requiresAll && !all.isNegated && all.tests.count == 2)
        let negated = try RuleSource.item("f|neq: [a, b]")
        #expect(negated.isNegated && !negated.requiresAll && negated.tests.count == 2)
        #expect(try RuleSource.item("f|startswith|neq: a").isNegated)
    }

    @Test func plainScalarsKeepTheirType() throws {
        let item = try RuleSource.item("f: [5, '5', true, 'true', null, '', 007, 1.5, yes]")
        #expect(
            item.tests == [
                .number(try number("5")), pattern(literal("5")), .boolean(true),
                pattern(literal("true")), .null, pattern(), pattern(literal("007")),
                .number(try number("1.5")), pattern(literal("yes")),
            ]
        )
    }

    @Test func textOperatorsReadNumbersAsText() throws {
        let tests = try RuleSource.item("f|contains: [80, 0x1F, true]").tests
        let expected = ["80", "0x1F", "true"].map { pattern(.anyRun, literal($0), .anyRun) }
        #expect(tests == expected)
    }

    @Test func regexTakesItsOptions() throws {
        var options = RegularExpression.Options()
        options.ignoresCase = true
        options.isMultiLine = true
        options.dotMatchesAll = true
        #expect(
            try RuleSource.item("f|re|i|m|s: a.b").tests == [
                .regex(try RegularExpression("a.b", options: options))
            ]
        )
        let numbers = try RuleSource.item("f|re: [4624, '^a']").tests
        #expect(
            numbers == [
                .regex(try RegularExpression("4624")), .regex(try RegularExpression("^a")),
            ]
        )
    }

    @Test func longRegexesAreRefused() {
        let selection = "f|re: '\(String(repeating: "(a|b)", count: 10_000))'"
        #expect(RuleSource.codes(selection: selection) == [.invalidRegex])
    }

    @Test func existsTakesABoolean() throws {
        #expect(try RuleSource.item("f|exists: true").tests == [.exists(true)])
        #expect(try RuleSource.item("f|exists: false").tests == [.exists(false)])
    }

    @Test(arguments: [
        ("gt", ValueTest.Relation.greater), ("gte", .greaterOrEqual), ("lt", .less),
        ("lte", .lessOrEqual),
    ])
    func relationsTakeNumbers(_ name: String, _ relation: ValueTest.Relation) throws {
        #expect(
            try RuleSource.item("f|\(name): -5.5").tests == [
                .compare(relation, try number("-5.5"))
            ]
        )
    }

    @Test func cidrMasksHostBits() throws {
        let block = CIDRBlock(address: 0x0A00_0000, prefixLength: 8, isIPv6: false)
        #expect(try RuleSource.item("f|cidr: 10.1.2.3/8").tests == [.cidr(block)])
    }

    @Test func fieldNamesMayHoldDotsSlashesAndSpaces() throws {
        let field = try RuleSource.item("'annotations.a\\.b/c d|contains': x").field
        #expect(field?.name == FieldPath("annotations.a\\.b/c d"))
    }

    @Test(arguments: [
        "f|Contains: x", "f|contain: x", "f|: x", "f||contains: x", "f|regex: x",
    ])
    func unknownModifiersAreErrors(_ selection: String) {
        #expect(RuleSource.codes(selection: selection).contains(.unknownModifier))
    }
}
