import MartletRules
import Testing

@Suite struct PlaceholderFileTests {
    private func load(_ files: String...) -> LoadedRules {
        var loader = RuleLoader()
        for (index, text) in files.enumerated() {
            loader.load(placeholderSource: Array(text.utf8), file: "names\(index).yml")
        }
        return loader.finish()
    }

    @Test func aNameHasAValueOrAList() {
        #expect(load("Servers: [a, 'b*', 5]\nadmin: root\n", "more: true").diagnostics == [])
    }

    @Test(arguments: [
        ("- a", DiagnosticCode.invalidPlaceholder), ("a: {b: c}", .invalidPlaceholder),
        ("a: [x, null]", .invalidPlaceholder), ("a:", .invalidPlaceholder),
        ("a: []", .invalidPlaceholder), ("'%a%': x", .invalidPlaceholder),
        ("a: x\na: y", .duplicateKey), ("a: '", .invalidYAML),
    ])
    func mistakesAreFound(_ text: String, _ code: DiagnosticCode) {
        let loaded = load(text)
        #expect(loaded.diagnostics.map(\.code) == [code])
        #expect(loaded.hasErrors)
    }

    @Test func aSecondDefinitionIsAnError() {
        let loaded = load("a: x\nb: y", "b: z")
        #expect(
            DiagnosticFormatter().format(loaded.diagnostics) == """
                names1.yml:1:1: error: the placeholder 'b' is defined at names0.yml:2:1 already [M036]
                1 | b: z
                  | ^ help: join the values in one list

                """
        )
    }

    @Test func theFingerprintCoversIt() {
        #expect(load("a: x").ruleSet.fingerprint != load("a: y").ruleSet.fingerprint)
    }
}
