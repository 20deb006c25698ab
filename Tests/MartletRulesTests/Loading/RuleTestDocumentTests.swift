import Foundation
import MartletRules
import Testing

/// Tests in documents of their own, and what becomes of them in a scan.
@Suite struct RuleTestDocumentTests {
    private static let rule = RuleSource.rule(
        detection: "selection:\n    verb: get\ncondition: selection",
        more: "id: 7f1c2b1e-0001-4000-8000-000000000001\nname: reading\n"
    )

    private static func tests(of rule: String, name: String = "a request") -> String {
        "rule: \(rule)\ntests:\n  - {name: \(name), match: true, event: {verb: get}}\n"
    }

    private func load(_ files: String..., readsTests: Bool = true) -> LoadedRules {
        var loader = RuleLoader(readsTests: readsTests)
        for (index, text) in files.enumerated() {
            loader.load(source: Array(text.utf8), file: "\(index).yml")
        }
        return loader.finish()
    }

    @Test func testsJoinTheRuleThatTheyNameWhereverItStands() {
        let loaded = load(
            Self.tests(of: "reading", name: "by name"),
            Self.rule,
            Self.tests(of: "7f1c2b1e-0001-4000-8000-000000000001", name: "by id")
        )
        #expect(loaded.diagnostics == [])
        #expect(loaded.ruleSet.rules.map { $0.tests.map(\.name) } == [["by name", "by id"]])
        #expect(loaded.ruleSet.rules[0].tests.map(\.location.file) == ["0.yml", "2.yml"])
    }

    @Test func oneFileMayHoldRulesAndTheirTests() {
        let loaded = load(Self.rule + "---\n" + Self.tests(of: "reading"))
        #expect(loaded.diagnostics == [])
        #expect(loaded.ruleSet.rules.map(\.tests.count) == [1])
    }

    @Test func aScanPassesThemOverMistakesAndAll() {
        let plain = load(Self.rule, readsTests: false)
        let loaded = load(
            Self.rule,
            Self.tests(of: "nothing"),
            "rule: reading\ntest: 7\n",
            readsTests: false
        )
        #expect(loaded.diagnostics == [])
        #expect(loaded.rejected == [])
        #expect(loaded.fileCount == 3)
        #expect(loaded.ruleSet.rules.map(\.tests.count) == [0])
        #expect(loaded.ruleSet.fingerprint == plain.ruleSet.fingerprint)
    }

    @Test func aMistakeInTestsCostsAScanNoDetection() {
        let broken = Self.rule + "martlet:\n  tests:\n    - nonsense\n"
        #expect(load(broken).ruleSet.rules.isEmpty)
        let scanned = load(broken, readsTests: false)
        #expect(scanned.diagnostics == [])
        #expect(scanned.ruleSet.rules.count == 1)
    }

    @Test func testsOfARejectedRuleAreNoSecondMistake() {
        let broken = Self.rule.replacing("verb: get", with: "verb|got: get")
        let loaded = load(broken, Self.tests(of: "7f1c2b1e-0001-4000-8000-000000000001"))
        #expect(loaded.diagnostics.map(\.code) == [.unknownModifier])
    }

    @Test func attributesOfARuleMakeItARule() {
        let loaded = load(Self.rule + "tests: [mine]\n", "rule: reading\ntitle: Incomplete\n")
        #expect(loaded.ruleSet.rules.count == 1)
        #expect(loaded.diagnostics.contains { $0.code == .missingAttribute })
    }

    @Test func jsonTextIsAnEvent() {
        let text =
            "rule: reading\ntests:\n  - name: a\n    match: true\n    event: |\n"
            + "      {\"verb\":\n       \"get\"}\n"
        let tests = load(Self.rule, text).ruleSet.rules[0].tests
        #expect(tests.map(\.source) == [.inline(Array("{\"verb\":  \"get\"} ".utf8))])
    }

    @Test func everyLineOfAFileIsACase() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "martlet-test-cases-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let lines = "\u{FEFF}{\"a\":1}\r\n\n  \n{\"a\":2}"
        try Data(lines.utf8).write(to: folder.appending(path: "events.ndjson"))
        let test = RuleTest(
            name: "recorded",
            expectsMatch: true,
            source: .file("events.ndjson"),
            location: SourceLocation(file: folder.path() + "/rule.yml", line: 1, column: 1)
        )
        let cases = try test.cases()
        #expect(cases.map(\.name) == ["recorded (events.ndjson:1)", "recorded (events.ndjson:4)"])
        #expect(cases.map(\.place?.line) == [1, 4])
        #expect(
            cases.map { String(decoding: $0.event, as: UTF8.self) } == ["{\"a\":1}\r", "{\"a\":2}"]
        )
        let missing = RuleTest(
            name: "gone",
            expectsMatch: true,
            source: .file("nothing.ndjson"),
            location: test.location
        )
        #expect(throws: RuleTest.UnreadableFile.self) { try missing.cases() }
    }
}
