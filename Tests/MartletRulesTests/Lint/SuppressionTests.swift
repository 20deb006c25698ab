import MartletRules
import Testing

/// Comments that keep lints from speaking.
@Suite struct SuppressionTests {
    /// The codes and lines of what is said about a file, forms of metadata left out.
    private func check(_ text: String) -> [String] {
        var loader = RuleLoader(keepsSources: true)
        loader.load(source: Array(text.utf8), file: "rule.yml")
        return RuleChecker().check(loader.finish())
            .filter { $0.severity != .info }
            .map { "\($0.code):\($0.location.line)" }
    }

    private func rule(_ lines: String...) -> String {
        let detection = lines.map { "        \($0)\n" }.joined()
        return "title: Rule\nlogsource:\n    product: kubernetes\n    service: audit\ndetection:\n"
            + "    selection:\n\(detection)    condition: selection\n"
    }

    @Test func behindAProblem() {
        #expect(check(rule("verb: replace")) == ["M281:7"])
        #expect(check(rule("verb: replace # martlet: ignore M281")) == [])
        #expect(check(rule("verb: replace   #martlet:ignore M281 because")) == [])
    }

    @Test func aboveAProblem() {
        #expect(check(rule("# martlet: ignore M281", "verb: replace")) == [])
        #expect(check(rule("# martlet: ignore M281", "", "# why", "verb: replace")) == [])
        let far = rule("# martlet: ignore M281", "userAgent: x", "verb: replace")
        #expect(check(far) == ["M300:7", "M281:9"])
    }

    @Test func severalCodes() {
        let both = rule("# martlet: ignore M281,M288", "verb: [replace]", "objectRef.resource: pod")
        #expect(check(both) == ["M300:7", "M288:9"])
        let line = rule(
            "{verb: replace, objectRef.resource: pod} # martlet: ignore M281, M288 both"
        )
        #expect(check(line) == [])
    }

    @Test func wholeFiles() {
        #expect(check("# martlet: ignore-file M281\n" + rule("verb: replace")) == [])
        #expect(check(rule("verb: replace") + "# martlet: ignore-file M281 here too\n") == [])
        #expect(check("# martlet: ignore-file M281\n" + rule("verb: get")) == ["M300:1"])
    }

    @Test func warningsOfTheParserToo() {
        #expect(check(rule("userAgent|all: x")) == ["M029:7"])
        #expect(check(rule("userAgent|all: x # martlet: ignore M029")) == [])
    }

    @Test func whatKeepsARuleFromLoadingIsNeverIgnored() {
        let broken = rule("verb|contain: x # martlet: ignore M021")
        #expect(check(broken) == ["M021:7", "M300:7"])
        // What lints would have said of it, nobody knows.
        #expect(check(rule("verb|contain: x # martlet: ignore M281")) == ["M021:7"])
    }

    @Test func textIsNoComment() {
        #expect(check(rule("userAgent: 'a # martlet: ignore M281'", "verb: replace")) == ["M281:8"])
        #expect(check(rule("userAgent: a#martlet:ignore")) == [])
        let block = rule("userAgent: |", "    # martlet: ignore M281", "verb: replace")
        #expect(check(block) == ["M281:9"])
    }

    @Test func wrongComments() {
        #expect(check(rule("verb: get # martlet: ignore")) == ["M301:7"])
        #expect(check(rule("verb: get # martlet: ignore M999 x")) == ["M301:7"])
        #expect(check(rule("verb: get # martlet: ignored M281")) == ["M301:7"])
        #expect(check(rule("verb: get # martlet")) == [])
    }

    @Test func whatWasNotLookedForIsNotUnused() throws {
        var loader = RuleLoader(keepsSources: true)
        let text = rule("verb: replace # martlet: ignore M281")
        loader.load(source: Array(text.utf8), file: "rule.yml")
        let ignored = try #require(DiagnosticCode.all.first { $0.number == 281 })
        let diagnostics = RuleChecker(.init(ignored: [ignored])).check(loader.finish())
        #expect(!diagnostics.contains { $0.code.number == 300 })
    }

    @Test(arguments: ["\r\n", "\r", "\n"])
    func anyLineEnd(_ lineEnd: String) {
        let text = rule("# martlet: ignore M281", "", "verb: replace")
        #expect(check(text.replacing("\n", with: lineEnd)) == [])
    }
}
