import MartletRules
import Testing

@Suite struct ListTests {
    private func load(
        _ files: [String],
        placeholders: String? = nil,
        usesListExamples: Bool = false
    ) -> LoadedRules {
        var loader = RuleLoader(usesListExamples: usesListExamples)
        if let placeholders {
            loader.load(placeholderSource: Array(placeholders.utf8), file: "site.yml")
        }
        for (index, text) in files.enumerated() {
            loader.load(source: Array(text.utf8), file: "file\(index).yml")
        }
        return loader.finish()
    }

    /// What is wrong, as it is shown.
    private func text(_ files: String..., placeholders: String? = nil) -> String {
        DiagnosticFormatter().format(load(files, placeholders: placeholders).diagnostics)
    }

    private func values(_ files: String..., of name: String = "a") -> [String]? {
        let loaded = load(files)
        #expect(loaded.diagnostics == [])
        return loaded.lists.first { $0.name == name }?.values
    }

    private func rule(_ title: String, _ value: String, _ requires: String = "") -> String {
        """
        title: \(title)
        name: \(title.lowercased())
        logsource: {product: test}
        detection:
          s: {user|expand: '\(value)'}
          condition: s
        \(requires.isEmpty ? "" : "martlet: {requires: [\(requires)]}")
        """
    }

    @Test func aListIsDefinedInBothForms() {
        #expect(values("lists: {a: [x, 'y*', 5]}") == ["x", "y*", "5"])
        #expect(values("lists: {a: {values: [x, x], description: why}}") == ["x"])
        #expect(load(["lists: {a: {values: [], description: why}}"]).lists[0].description == "why")
    }

    @Test func changesOfAnyFilesAreJoined() {
        let definition = "lists: {a: [x, z], b: []}"
        let first = "lists: {a: {append: [w, x], remove: [z]}}"
        let second = "lists: {a: {append: [v]}, b: {replace: [r, s], remove: [s], append: [t]}}"
        for files in [
            [definition, first, second], [second, definition, first], [first, second, definition],
            [first + "\n---\n" + second + "\n---\n" + definition],
        ] {
            let loaded = load(files)
            #expect(loaded.diagnostics == [])
            #expect(loaded.lists.map(\.name) == ["a", "b"])
            #expect(loaded.lists.map(\.values) == [["x", "v", "w"], ["r", "t"]])
        }
    }

    @Test func rulesReadListsOfLaterFiles() {
        let loaded = load([rule("R", "%a%-%b%"), "lists: {a: [x, 'y*'], b: [1, 2]}"])
        #expect(loaded.diagnostics == [])
        var tests: [ValueTest] = []
        loaded.ruleSet.rules[0].detection.forEachItem { tests += $0.values.flatMap(\.tests) }
        let expected = ["x-1", "x-2", "y*-1", "y*-2"].map {
            ValueTest.text(TextPattern(parsing: $0), caseSensitive: false)
        }
        #expect(tests == expected)
    }

    @Test func mistakesHaveTheirPlaces() {
        #expect(
            text("lists:\n  a: [x]", "lists:\n  b: [y]\n  a: [z]") == """
                file1.yml:3:3: error: the list 'a' is defined at file0.yml:2:3 already [M121]
                3 |   a: [z]
                  |   ^ help: change it with 'append', 'remove' or 'replace'

                """
        )
        #expect(
            text("lists: {users: [x]}", "lists:\n  user: {append: [y]}") == """
                file1.yml:2:3: error: no file that is loaded defines the list 'user' [M122]
                2 |   user: {append: [y]}
                  |   ^~~~ help: did you mean 'users'?

                """
        )
        #expect(
            text("lists: {a: [alpha]}", "lists:\n  a: {remove: [alpah]}") == """
                file1.yml:2:16: warning: the list 'a' does not hold 'alpah' [M123]
                2 |   a: {remove: [alpah]}
                  |                ^~~~~ help: did you mean 'alpha'?

                """
        )
        #expect(
            text("lists: {a: [x]}", placeholders: "a: y") == """
                file0.yml:1:9: error: the list 'a' has the name of a placeholder [M121]
                1 | lists: {a: [x]}
                  |         ^ help: the placeholder is defined at site.yml:1:1; give one of them another name

                """
        )
    }

    @Test(arguments: [
        "lists: [a]", "lists: {a: x}", "lists: {a: }", "lists: {a: [null]}", "lists: {a: [[x]]}",
        "lists: {'%a%': [x]}", "lists: {a: {value: [x]}}", "lists: {a: {description: x}}",
        "lists: {a: {values: [x], append: [y]}}", "lists: {a: {append: y}}",
        "lists: {a: [x]}\nother: 1", "lists: {a: {values: [x], example: y}}",
    ])
    func whatIsNoListIsRefused(_ text: String) {
        let loaded = load([text])
        #expect(loaded.diagnostics.map(\.code) == [.invalidList])
        #expect(loaded.hasErrors)
    }

    @Test func replacingTwiceIsAnError() {
        let codes = load([
            "lists: {a: [x]}", "lists: {a: {replace: [y]}}", "lists: {a: {replace: [z]}}",
        ]).diagnostics.map(\.code)
        #expect(codes == [.duplicateList])
    }

    @Test func aRuleOfABrokenListIsToldOfTheMistake() {
        let loaded = load(["lists:\n  a: x", rule("R", "%a%")])
        #expect(loaded.diagnostics.map(\.code) == [.invalidList, .unresolvedPlaceholder])
        #expect(loaded.diagnostics[1].help == "the list has a mistake: see file0.yml:2:3")
        #expect(loaded.ruleSet.rules.isEmpty)
    }

    @Test func aNearMissIsSuggested() {
        let loaded = load(["lists: {system_users: [x]}", rule("R", "%system_user%")])
        #expect(loaded.diagnostics.map(\.help) == ["did you mean '%system_users%'?"])
    }

    @Test func anEmptyListMatchesNothing() {
        let loaded = load(["lists: {a: []}", rule("R", "%a%x")])
        #expect(loaded.diagnostics == [])
        #expect(loaded.ruleSet.rules[0].detection.values.map(\.tests) == [[]])
    }

    @Test func whatARuleRequiresDisablesIt() {
        let files = [rule("R", "%a%", "a"), rule("S", "%b%", "b"), rule("T", "x", "c")]
        let loaded = load(["lists: {a: [], b: [y]}"] + files)
        #expect(loaded.diagnostics == [])
        #expect(loaded.ruleSet.rules.map(\.title) == ["S"])
        #expect(loaded.fullRuleSet.rules.map(\.title) == ["R", "S", "T"])
        #expect(loaded.ruleSet.disabled.map(\.metadata.title) == ["R", "T"])
        #expect(loaded.ruleSet.disabled.map(\.reason) == [.emptyList("a"), .emptyList("c")])
        let filled = load(["lists: {a: [], b: [y], c: [z]}", "lists: {a: {append: [x]}}"] + files)
        #expect(filled.ruleSet.rules.count == 3)
        #expect(filled.ruleSet.disabled.isEmpty)
    }

    @Test func aMisspeltRequirementIsAWarning() {
        let loaded = load(["lists: {registries: [x]}", rule("R", "x", "registry")])
        #expect(loaded.diagnostics.map(\.code) == [.unknownList])
        #expect(loaded.ruleSet.disabled.map(\.reason) == [.emptyList("registry")])
    }

    @Test func examplesStandInForWhatIsMissing() {
        let files = ["lists: {a: {values: [], example: [x]}}", rule("R", "%a%", "a")]
        #expect(load(files).ruleSet.rules.isEmpty)
        #expect(load(files, usesListExamples: true).lists.map(\.values) == [["x"]])
        let filled = files + ["lists: {a: {append: [y]}}"]
        #expect(load(filled, usesListExamples: true).lists.map(\.values) == [["y"]])
    }

    @Test func filtersReadListsToo() {
        let filter = """
            title: F
            logsource: {product: test}
            filter:
              rules: any
              ours: {user|expand: '%a%'}
              condition: not ours
            """
        let loaded = load([filter, rule("R", "%a%"), "lists: {a: [x]}"])
        #expect(loaded.diagnostics == [])
        #expect(loaded.ruleSet.filters[0].detection.values.map(\.tests.count) == [1])
    }

    @Test(arguments: [
        ("event_count", "{gte: 2}", false), ("temporal", "", true), ("absence", "", true),
    ])
    func correlationsGoOnWhereTheyMeanSomething(
        _ type: String,
        _ condition: String,
        _ isDisabled: Bool
    ) {
        let correlation = """
            title: C
            correlation:
              type: \(type)
              rules: [s, r]
              group-by: [user]
              timespan: 5m
            \(condition.isEmpty ? "" : "  condition: \(condition)")
            """
        let loaded = load([rule("R", "x", "a"), rule("S", "x"), correlation])
        #expect(!loaded.hasErrors)
        #expect(loaded.ruleSet.rules.map(\.title) == ["S"])
        #expect(loaded.ruleSet.correlations.isEmpty == isDisabled)
        #expect(loaded.ruleSet.disabled.count == (isDisabled ? 2 : 1))
        if !isDisabled {
            #expect(loaded.ruleSet.correlations[0].references.map(\.target) == [.rule(0)])
        }
    }

    @Test func theFingerprintCoversLists() {
        let files = [rule("R", "%a%")]
        let first = load(files + ["lists: {a: [x]}"]).ruleSet.fingerprint
        #expect(first != load(files + ["lists: {a: [y]}"]).ruleSet.fingerprint)
    }
}

extension Detection {
    /// The values of all items.
    fileprivate var values: [ItemValue] {
        var values: [ItemValue] = []
        forEachItem { values += $0.values }
        return values
    }
}
