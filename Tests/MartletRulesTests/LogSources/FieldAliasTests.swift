import MartletRules
import Testing

/// Names that stand for other fields.
@Suite struct FieldAliasTests {
    private static let source = #"""
        log_source: web
        admits: {category: webserver}
        recognize: {web: true}
        aliases:
            pod: requestObject.spec
            pod.containers: [requestObject.spec.containers, requestObject.spec.initContainers]
            first: list[0]
        """#

    private func rule(
        _ key: String,
        value: String = "x",
        product: String = "category: webserver"
    )
        throws -> Rule
    {
        var loader = RuleLoader()
        loader.load(source: Array(Self.source.utf8), file: "source.yml")
        let rule = """
            title: t
            logsource: {\(product)}
            detection:
                s:
                    \(key): \(value)
                condition: s
            martlet:
                message: "{pod.name}"
            """
        loader.load(source: Array(rule.utf8), file: "rule.yml")
        let loaded = loader.finish()
        #expect(loaded.diagnostics.filter { $0.severity == .error } == [])
        return try #require(loaded.ruleSet.rules.first)
    }

    private func paths(_ key: String, product: String = "category: webserver") throws -> [String] {
        guard case .item(let item) = try rule(key, product: product).detection.selections[0].search
        else { return [] }
        #expect(item.field?.name.description == String(key.prefix { $0 != "|" }))
        return item.field?.paths.map(\.description) ?? []
    }

    @Test(arguments: [
        ("pod", ["requestObject.spec"]),
        ("pod.hostNetwork", ["requestObject.spec.hostNetwork"]),
        (
            "pod.containers.image|contains",
            ["requestObject.spec.containers.image", "requestObject.spec.initContainers.image"]
        ),
        (
            "pod.containers",
            ["requestObject.spec.containers", "requestObject.spec.initContainers"]
        ),
        ("podcast.containers", ["podcast.containers"]),
        ("other.pod", ["other.pod"]),
        (#"pod\.containers"#, [#"pod\.containers"#]),
        (#"pod.a\.b.c"#, [#"requestObject.spec.a\.b.c"#]),
        ("first.a", ["list[0].a"]),
    ])
    func theLongestAliasCounts(key: String, expected: [String]) throws {
        #expect(try paths(key) == expected)
    }

    @Test func rulesForOtherLogsDoNotKnowIt() throws {
        #expect(try paths("pod.containers", product: "product: windows") == ["pod.containers"])
    }

    @Test func messagesKnowIt() throws {
        let message = try #require(try rule("a").message)
        guard case .field(let field) = message.parts[0] else {
            Issue.record("the message has no field")
            return
        }
        #expect(field.description == "pod.name")
        #expect(field.paths.map(\.description) == ["requestObject.spec.name"])
    }
}
