import MartletRules
import Testing

/// What the parser reports is mended where that is safe.
@Suite struct ParserFixesTests {
    private func fixed(_ rule: String) -> (text: String, summaries: [String]) {
        let result = FileFixer().fix(Array(rule.utf8), path: "rule.yml")
        return (
            String(decoding: result.bytes, as: UTF8.self),
            result.applied.map { "\($0.diagnostic.code) \($0.fix.summary)" }
        )
    }

    /// A rule around one item, and the condition over it.
    private func rule(_ item: String, condition: String = "selection", more: String = "") -> String
    {
        RuleSource.rule(detection: "selection:\n  \(item)\ncondition: \(condition)", more: more)
    }

    @Test(arguments: [
        ("image|contains|all: x", "image|contains: x", "M029 remove 'all'"),
        ("image|Contains: x", "image|contains: x", "M021 write 'contains'"),
        ("count|gt: '5' # five", "count|gt: 5 # five", "M024 write 5 without quotes"),
        ("image: '*' # any", "image|exists: true # any", "M031 write 'image|exists: true'"),
    ])
    func items(_ before: String, _ after: String, _ summary: String) {
        let result = fixed(rule(before))
        #expect(result.text == rule(after))
        #expect(result.summaries == [summary])
    }

    @Test func wordsOfConditions() {
        let result = fixed(rule("a: b", condition: "NOT selection OR selection"))
        #expect(result.text == rule("a: b", condition: "not selection or selection"))
        #expect(result.summaries == ["M044 write 'not'", "M044 write 'or'"])
    }

    @Test func levels() {
        let result = fixed(rule("a: b", more: "level: High\n"))
        #expect(result.text == rule("a: b", more: "level: high\n"))
    }

    @Test func attributesInCapitals() {
        let sound = rule("a: b", more: "status: test\n")
        let result = fixed(
            sound.replacing("title:", with: "Title:").replacing("detection:", with: "DETECTION:")
                .replacing("status:", with: "Status:")
        )
        #expect(result.text == sound)
    }

    @Test(arguments: [
        "image:\n    - '*'\n    - x", "image|neq: '*'", "count|gt: 'five'", "a|contains: null",
        "'*'",
    ])
    func whatIsNotSafeStays(_ item: String) {
        let rule = rule(item)
        #expect(fixed(rule).text == rule)
    }

    /// The value is a text that must match as a whole where the alias stands.
    @Test func whatAnAliasRepeatsStays() {
        let rule = RuleSource.rule(
            detection: "a:\n  b|contains: &text '*x*'\n  c: *text\ncondition: (a)"
        )
        #expect(fixed(rule).text == rule)
    }

    /// Comments, blank lines, quotes and line ends are the author's.
    @Test func everythingElseStays() {
        let before =
            "# why\r\ntitle: 'Rule.'   # end\r\n\r\ndate: 2024/1/2\r\ntags:\r\n    - attack.T1059 # é\r\n"
            + "    - attack.t1059\r\nlogsource: {product: x}\r\ndetection:\r\n"
            + "    a: {b: [1, 1]}\r\n    condition: (a)   # all\r\n"
        let after =
            "# why\r\ntitle: 'Rule.'   # end\r\n\r\ndate: 2024-01-02\r\ntags:\r\n    - attack.t1059 # é\r\n"
            + "logsource: {product: x}\r\ndetection:\r\n"
            + "    a: {b: [1, 1]}\r\n    condition: a   # all\r\n"
        #expect(fixed(before).text == after)
    }
}
