import MartletRules
import Testing

/// How lints see files of several rules, and files that are broken.
@Suite struct RuleCheckerTests {
    private func check(_ text: String) -> [String] {
        var loader = RuleLoader(keepsSources: true)
        loader.load(source: Array(text.utf8), file: "rule.yml")
        return RuleChecker().check(loader.finish())
            .map { "\($0.code):\($0.location.line):\($0.location.column)" }
    }

    /// Attributes of the global document are those of its rules, and told of once.
    @Test func collectionsAreCheckedAsTheyAreRead() {
        let problems = check(
            """
            action: global
            title: Object Replaced
            author: nobody
            description: An object was replaced, as only old servers call it.
            status: test
            level: low
            date: 2024/01/02
            logsource: {product: kubernetes, service: audit}
            ---
            id: 5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c
            detection:
              a: {verb: replace, stage: Panic}
              condition: a
            ---
            id: 9f0cf2a4-9be1-4f7b-8e75-93f6ea1a2c11
            detection:
              a: {verb: get, stage: Panics}
              condition: a

            """
        )
        #expect(problems == ["M207:7:7", "M281:12:13", "M281:17:25"])
    }

    @Test func aBrokenRuleCostsItsNeighboursNothing() {
        let sound = RuleSource.rule(detection: "a:\n  b: '*x'\ncondition: a")
        let broken = sound.replacing("condition: a", with: "condition: c")
        let problems = check(broken + "---\n" + sound).filter { !$0.hasPrefix("M20") }
        #expect(problems == ["M041:7:16", "M232:14:7"])
    }

    /// In the order of the files, whatever is wrong with them.
    @Test func filesAreToldOfInTheirOrder() {
        let sound = RuleSource.rule(detection: "a:\n  b: c\ncondition: a")
        var loader = RuleLoader(keepsSources: true)
        loader.load(source: Array("a: [".utf8), file: "1.yml")
        loader.load(source: Array(sound.utf8), file: "2.yml")
        loader.load(source: Array("rule: nobody\ntests: []\n".utf8), file: "3.yml")
        loader.load(source: Array("".utf8), file: "4.yml")
        let files = RuleChecker().check(loader.finish()).map(\.location.file)
        #expect(files == files.sorted())
        #expect(Set(files) == ["1.yml", "2.yml", "3.yml", "4.yml"])
    }

    @Test func whatIsNoYAMLIsToldOf() {
        #expect(check("a: [") == ["M002:1:5"])
        #expect(check("") == ["M010:1:1"])
    }
}
