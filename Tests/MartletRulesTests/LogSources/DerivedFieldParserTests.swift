import MartletRules
import Testing

/// The key `derive` of a log source, and the fields of rules that it names.
@Suite struct DerivedFieldParserTests {
    private func load(_ derive: String, aliases: String = "", rule: String = "") -> LoadedRules {
        var loader = RuleLoader()
        let source = """
            log_source: web
            admits: {category: webserver}
            recognize: {web: true}
            derive:
                \(derive)
            \(aliases)
            """
        loader.load(source: Array(source.utf8), file: "source.yml")
        if !rule.isEmpty { loader.load(source: Array(rule.utf8), file: "rule.yml") }
        return loader.finish()
    }

    @Test(arguments: [
        ("query: {query: uri, json_patch: body}", "5:5", "is made of one field in one way"),
        ("query: {}", "5:5", "is made of one field in one way"),
        ("query: {qury: uri}", "5:13", "unknown key 'qury' in the derived field 'query'"),
        ("query: uri", "5:12", "the derived field 'query' must be a map, not a string"),
        ("query: {query: ''}", "5:13", "'query' must be text, not an empty string"),
        ("a[0]: {query: uri}", "5:5", "a derived field has a plain name, not 'a[0]'"),
        (".: {query: uri}", "5:5", "a derived field has a plain name, not '.'"),
    ])
    func mistakesAreReported(_ derive: String, _ place: String, _ message: String) {
        let errors = load(derive).diagnostics.filter { $0.severity == .error }
        #expect(errors.map { "\($0.location.line):\($0.location.column)" } == [place])
        #expect(errors.first?.message.contains(message) == true, "\(errors.map(\.message))")
    }

    @Test func anAliasHasAnotherName() {
        let loaded = load("query: {query: uri}", aliases: "aliases: {query: other}")
        #expect(
            loaded.diagnostics.map(\.message)
                == ["'query' is the name of a derived field and of an alias"]
        )
    }

    @Test func pathsStartFromTheObject() throws {
        let loaded = load(
            "request.query: {query: uri}",
            aliases: "aliases: {command: [request.query.command, body.command], c: command.x}",
            rule: """
                title: t
                logsource: {category: webserver}
                detection:
                    s:
                        command[0]: x
                        request.query: y
                        request.queries: z
                        c: 1
                    condition: s
                """
        )
        #expect(loaded.diagnostics.filter { $0.severity == .error } == [])
        let rule = try #require(loaded.ruleSet.rules.first)
        guard case .all(let items) = rule.detection.selections[0].search else { return }
        let paths = items.map { item -> [FieldPath] in
            if case .item(let item) = item { item.field?.paths ?? [] } else { [] }
        }
        let origin = FieldOrigin.derived(.query, of: FieldPath("uri"))
        #expect(
            paths.map { $0.map(\.origin) } == [
                [origin, .event], [origin], [.event], [origin, .event],
            ]
        )
        #expect(paths[0][0].steps == [.key(Array("command".utf8)), .index(0)])
        #expect(paths[0][0].description == "request.query.command[0]")
        #expect(paths[1][0].steps == [])
        #expect(paths[3][0].description == "request.query.command.x")
    }
}
