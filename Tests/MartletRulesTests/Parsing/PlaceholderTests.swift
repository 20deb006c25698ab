import MartletRules
import MartletTestSupport
import Testing

@Suite struct PlaceholderTests {
    private func load(_ selection: String, _ placeholders: String) -> LoadedRules {
        let indented = selection.split(separator: "\n").map { "    \($0)\n" }.joined()
        let rule = RuleSource.rule(
            detection: "selection:\n\(indented)condition: selection"
        )
        var loader = RuleLoader()
        loader.load(placeholderSource: Array(placeholders.utf8), file: "names.yml")
        loader.load(source: Array(rule.utf8), file: "rule.yml")
        return loader.finish()
    }

    private func item(_ selection: String, _ placeholders: String) throws -> DetectionItem {
        let loaded = load(selection, placeholders)
        #expect(loaded.diagnostics == [])
        let rule = try #require(loaded.ruleSet.rules.first)
        guard case .item(let item) = rule.detection.selections[0].search else {
            Issue.record("not an item")
            throw NotAnItem()
        }
        return item
    }

    private struct NotAnItem: Error {}

    private func texts(_ item: DetectionItem) -> [String] {
        item.tests.map { test in
            if case .text(let pattern, _) = test { pattern.sigmaText } else { "\(test)" }
        }
    }

    @Test(
        arguments: [
            ("%a%", ["%a%"]), ("x%a%y", ["x", "%a%", "y"]), ("%a%%b%", ["%a%", "%b%"]),
            (#"\%plain%name%"#, ["%plain", "%name%"]), (#"\\%a%"#, [#"\\"#, "%a%"]),
            ("100%", ["100%"]),
            ("5% of 6% x", ["5% of 6% x"]), ("%%", ["%%"]),
            (#"\a%a-b.c_1%"#, [#"\a"#, "%a-b.c_1%"]),
            (#"\%a%"#, ["%a%"]), ("", []), ("%\u{E9}%", ["%\u{E9}%"]),
        ] as [(String, [String])]
    )
    func namesStandBetweenPercentSigns(_ text: String, _ expected: [String]) {
        let parts = PlaceholderText(parsing: text).parts.map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let name): "%\(name)%"
            }
        }
        #expect(parts == expected)
    }

    @Test func withoutTheModifierPercentSignsAreThemselves() throws {
        #expect(texts(try RuleSource.item("f: '%a%'")) == ["%a%"])
        #expect(texts(try RuleSource.item(#"f: '\%a%'"#)) == [#"\\%a%"#])
        #expect(texts(try RuleSource.item(#"f|expand: '\%a%'"#)) == ["%a%"])
        #expect(try RuleSource.item("f|expand: 5").tests == RuleSource.item("f: 5").tests)
    }

    @Test func everyCombinationIsAValue() throws {
        let item = try item("f|expand: '%a%-%b%'", "a: [x, y]\nb: ['1*', '2']")
        #expect(texts(item) == ["x-1*", "x-2", "y-1*", "y-2"])
        #expect(item.values.count == 1)
        #expect(item.values[0].scalar.text == "%a%-%b%")
    }

    @Test func replacedTextsAreReadLikeTheRules() throws {
        #expect(texts(try item("f|contains|expand: '%a%'", "a: x?")) == ["*x?*"])
        #expect(
            try item("f|gt|expand: '%a%'", "a: 5").tests == RuleSource.item("f|gt: 5").tests
        )
        #expect(
            try item("f|hour|expand: ['%a%', 3]", "a: [5, 6]").tests == [
                .time(.hour, nil, 5), .time(.hour, nil, 6), .time(.hour, nil, 3),
            ]
        )
        #expect(
            try item("f|cidr|expand: '%a%'", "a: 10.0.0.0/8").tests
                == RuleSource.item("f|cidr: 10.0.0.0/8").tests
        )
        #expect(texts(try item("f|expand|base64: '%a%'", "a: foobar")) == ["Zm9vYmFy"])
        #expect(
            try item("f|re|expand: '^%a%$'", "a: x.y").tests
                == RuleSource.item("f|re: '^x.y$'").tests
        )
    }

    @Test func placeholdersInsideValuesAreText() throws {
        #expect(texts(try item("f|expand: '%a%'", "a: '%b%'\nb: x")) == ["%b%"])
    }

    @Test func blocksAndKeywordsAreReachedToo() throws {
        let loaded = load("a[any]:\n    b[all]:\n        x|expand: '%a%'", "a: y")
        #expect(loaded.diagnostics == [])
        #expect(texts(try item("'|expand': ['%a%', x]", "a: y")) == ["*y*", "*x*"])
    }

    @Test func anUnresolvedOneRejectsTheRuleAtItsPlace() throws {
        let loaded = load("f|expand: ['%known%', 'x%Serverz%y']", "known: x\nServers: y")
        #expect(loaded.ruleSet.rules.isEmpty)
        let error = try #require(loaded.diagnostics.first)
        #expect(error.code == .unresolvedPlaceholder)
        #expect(error.location == SourceLocation(file: "rule.yml", line: 6, column: 33))
        #expect(error.length == 9)
        #expect(error.help == "did you mean '%Servers%'?")
        #expect(loaded.rejected.first?.reason == error)
    }

    @Test func someMayBeResolvedBeforeOthers() throws {
        let rule = RuleSource.rule(
            detection: "selection:\n    f|expand: '%a%%b%'\ncondition: selection"
        )
        let file = SourceFile(path: "rule.yml", bytes: Array(rule.utf8))
        var log = DiagnosticLog(file: file)
        var parser = YAMLParser()
        let document = try #require(parser.parse(file, into: &log)?.first)
        let shared = ValueParser.Shared()
        var detection = try #require(RuleParser(shared: shared).rule(document, into: &log))
            .detection
        for (name, texts) in [("a", ["x", "%b%"]), ("b", ["y"])] {
            let resolver = PlaceholderResolver(Placeholders([name: texts]), shared: shared)
            #expect(resolver.resolve(&detection, into: &log))
            #expect(resolver.reportUnresolved(in: detection, into: &log) == (name == "b"))
        }
        guard case .item(let item) = detection.selections[0].search else {
            Issue.record("not an item")
            return
        }
        // What a placeholder stands for is never searched for placeholders.
        #expect(texts(item) == ["xy", "%b%y"])
    }

    @Test func aReplacedValueThatDoesNotFitIsAnError() throws {
        let loaded = load("f|cidr|expand: '%a%'", "a: [10.0.0.0/8, nonsense]")
        #expect(loaded.ruleSet.rules.isEmpty)
        #expect(loaded.diagnostics.map(\.code) == [.invalidNetwork])
        #expect(loaded.diagnostics[0].location.line == 6)
    }

    @Test func combinationsAreBounded() {
        let list = (0..<101).map { "v\($0)" }.joined(separator: ", ")
        let loaded = load("f|expand: '%a%%a%'", "a: [\(list)]")
        #expect(loaded.diagnostics.map(\.code) == [.tooManyAlternatives])
    }

    @Test func allValuesTogetherAreBounded() throws {
        let item = try item("f|expand: ['%a%', '%a%']", "a: x")
        var detection = Detection(
            selections: [
                Selection(name: "s", search: .item(item), location: item.location)
            ],
            conditions: [.selection(0)]
        )
        detection.updateItems { item in
            for index in item.values.indices {
                item.values[index].pending = [PlaceholderText([.placeholder("a")])]
            }
        }
        var log = DiagnosticLog(file: SourceFile(path: "rule.yml", bytes: []))
        let resolver = PlaceholderResolver(
            Placeholders(["a": ["x", "y", "z"]]),
            shared: ValueParser.Shared(expansionLimit: 5)
        )
        #expect(!resolver.resolve(&detection, into: &log))
        #expect(log.diagnostics.map(\.code) == [.tooManyAlternatives])
    }
}
