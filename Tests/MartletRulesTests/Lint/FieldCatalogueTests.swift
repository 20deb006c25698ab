import MartletRules
import Testing

@Suite struct FieldCatalogueTests {
    private let fields = FieldCatalogue.builtIn(
        for: LogSource(product: "kubernetes", service: "audit")
    )

    @Test func onlyKnownSourcesHaveOne() {
        #expect(fields?.sourceName == "kubernetes/audit")
        #expect(FieldCatalogue.builtIn(for: LogSource(product: "kubernetes")) == nil)
        #expect(FieldCatalogue.builtIn(for: LogSource(product: "windows", service: "audit")) == nil)
    }

    @Test(arguments: [
        "verb", "objectRef", "objectRef.resource",
        "user.extra.authentication.kubernetes.io/pod-name",
        "requestObject", "requestObject.spec.containers.image", "sourceIPs[-1]", "sourceIPs[0]",
        "annotations.authorization.k8s.io/decision", "annotations.anything",
        "requestObject[0].path",
    ])
    func has(_ name: String) {
        #expect(fields?.contains(FieldPath(name)) == true)
    }

    @Test(arguments: [
        ("Verb", "verb"), ("objectref.resource", "objectRef.resource"), ("sourceIP", "sourceIPs"),
        ("namespace", "objectRef.namespace"), ("user.name", "user.username"),
        ("responseStatus.codes", "responseStatus.code"), ("process.executable", nil),
    ])
    func hasNot(_ name: String, _ near: String?) {
        #expect(fields?.contains(FieldPath(name)) == false)
        #expect(fields?.nearest(to: FieldPath(name)) == near)
    }

    /// What the shipped definition lists and what lints know are the same fields.
    @Test func theShippedDefinitionListsTheSame() throws {
        let fields = try #require(fields)
        let source = try #require(LogSourceDefinition.shipped.first)
        for pattern in source.fields {
            let field = try #require(fields.field(at: pattern.path), "\(pattern.path)")
            #expect(pattern.includesDescendants == (field.kind == .open), "\(pattern.path)")
        }
        for name in ["verb", "responseStatus.code", "annotations", "metadata"] {
            #expect(source.fields.contains { $0.path == FieldPath(name) }, "\(name)")
        }
    }

    private func definition(_ text: String) throws -> LogSourceDefinition {
        var loader = RuleLoader()
        loader.load(source: Array(text.utf8), file: "source.yml")
        let loaded = loader.finish()
        #expect(loaded.diagnostics == [])
        return try #require(loaded.ruleSet.logSources.first)
    }

    @Test func usersDefinitionsListTheirFields() throws {
        let web = try definition(
            """
            log_source: web
            admits: {category: webserver}
            recognize: {method: GET}
            fields: [method, "headers.**", client.address]
            """
        )
        let proxy = try definition(
            """
            log_source: proxy
            admits: {category: [webserver, proxy]}
            recognize: {tunnel: true}
            fields: tunnel
            """
        )
        let silent = try definition(
            "{log_source: silent, admits: {category: webserver}, recognize: {x: 1}}"
        )
        let rule = LogSource(category: "webserver")
        let fields = try #require(FieldCatalogue.known(for: rule, in: [web]))
        #expect(fields.sourceName == "web")
        for name in ["method", "headers", "headers.host", "client", "client.address"] {
            #expect(fields.contains(FieldPath(name)))
        }
        #expect(!fields.contains(FieldPath("Method")))
        #expect(!fields.isScalar(FieldReference(FieldPath("method"))))
        let both = try #require(FieldCatalogue.known(for: rule, in: [web, proxy]))
        #expect(both.sourceName == "web or proxy")
        #expect(both.contains(FieldPath("method")) && both.contains(FieldPath("tunnel")))
        #expect(FieldCatalogue.known(for: rule, in: [web, silent]) == nil)
        #expect(FieldCatalogue.known(for: LogSource(category: "proxy"), in: [web]) == nil)
        let audit = LogSource(product: "kubernetes", service: "audit")
        let known = FieldCatalogue.known(for: audit, in: [web] + LogSourceDefinition.shipped)
        #expect(known?.sourceName == "kubernetes/audit")
    }

    @Test func listsAndOpenFieldsMayHoldSeveralValues() {
        for (name, isScalar) in [
            ("verb", true), ("responseStatus.code", true), ("user.groups", false),
            ("requestObject.kind", false), ("unknown", false),
        ] {
            #expect(fields?.isScalar(FieldReference(FieldPath(name))) == isScalar)
        }
        let two = FieldReference(
            name: FieldPath("both"),
            paths: [FieldPath("verb"), FieldPath("stage")]
        )
        #expect(fields?.isScalar(two) == false)
    }
}
