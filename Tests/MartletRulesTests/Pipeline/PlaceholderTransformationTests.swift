import MartletRules
import Testing

@Suite struct PlaceholderTransformationTests {
    private let variables = "vars:\n    admins: [root, 'adm_*']\n    port: 22"

    private func load(_ selection: String, _ steps: String) -> LoadedRules {
        PipelineSource.load(
            PipelineSource.rule(selection),
            through: [PipelineSource.pipeline(steps, more: variables)]
        )
    }

    private func texts(_ selection: String, _ steps: String) throws -> [String] {
        let loaded = load(selection, steps)
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        #expect(errors.isEmpty, "\(DiagnosticFormatter().format(errors))")
        let rule = try #require(loaded.ruleSet.rules.first)
        return PipelineSource.items(of: rule).flatMap(\.values).flatMap(\.tests).map { test in
            if case .text(let pattern, _) = test { return pattern.sigmaText }
            return "other"
        }
    }

    @Test func putsVariablesInPlace() throws {
        let steps = "- type: value_placeholders"
        #expect(try texts("u|expand: '%admins%'", steps) == ["root", "adm_*"])
        #expect(try texts("u|contains|expand: 'x%port%'", steps) == ["*x22*"])
        #expect(try texts("u: '%admins%'", steps) == ["%admins%"])
    }

    @Test func onlyThoseThatItIsFor() throws {
        let include = "- {type: value_placeholders, include: [port]}\n"
        let exclude = "- {type: value_placeholders, exclude: [port]}\n"
        let all = "- type: wildcard_placeholders"
        let value = "u|expand: '%admins%:%port%'"
        #expect(try texts(value, include + all) == ["*:22"])
        #expect(try texts(value, exclude + all) == ["root:*", "adm_*:*"])
        #expect(try texts(value, all) == ["*:*"])
    }

    @Test func whatIsLeftRejectsTheRule() {
        let loaded = load("u|expand: '%nobody%'", "- type: value_placeholders")
        #expect(loaded.ruleSet.rules.isEmpty)
        #expect(loaded.diagnostics.map(\.code) == [.unresolvedPlaceholder])
    }

    @Test func filesOfPlaceholdersComeFirst() throws {
        var loader = RuleLoader()
        loader.load(placeholderSource: Array("admins: file".utf8), file: "p.yml")
        let pipeline = PipelineSource.pipeline("- type: value_placeholders", more: variables)
        loader.load(pipelineSource: Array(pipeline.utf8), file: "pipeline.yml")
        let rule = PipelineSource.rule("u|expand: '%admins%'")
        loader.load(source: Array(rule.utf8), file: "rule.yml")
        let loaded = try #require(loader.finish().ruleSet.rules.first)
        let tests = PipelineSource.items(of: loaded).flatMap(\.values).flatMap(\.tests)
        #expect(tests == [.text(TextPattern(parsing: "file"), caseSensitive: false)])
    }

    @Test func filtersHaveThemToo() throws {
        let filter = """
            title: Filter
            logsource: {product: windows}
            filter:
                rules: any
                f: {'u|expand': '%admins%'}
                condition: not f
            """
        let pipeline = PipelineSource.pipeline("- type: value_placeholders", more: variables)
        let loaded = PipelineSource.load(filter, through: [pipeline])
        guard case .item(let item)? = loaded.ruleSet.filters.first?.detection.selections[0].search
        else {
            Issue.record("\(loaded.diagnostics)")
            return
        }
        #expect(item.values.flatMap(\.tests).count == 2)
    }
}
