import MartletRules
import Testing

@Suite struct FieldCatalogueTests {
    private let fields = FieldCatalogue(
        for: LogSource(product: "kubernetes", service: "audit"),
        among: LogSourceDefinition.shipped
    )

    @Test func onlySourcesThatARuleNamesHaveOne() {
        #expect(fields?.sourceName == "kubernetes-audit")
        for other in [
            LogSource(product: "kubernetes"), LogSource(service: "audit"), LogSource(),
            LogSource(product: "windows", service: "audit"),
        ] {
            let catalogue = FieldCatalogue(for: other, among: LogSourceDefinition.shipped)
            #expect(catalogue?.sourceName == nil)
        }
    }

    private func catalogue(_ source: String, for logSource: LogSource) -> FieldCatalogue? {
        let loaded = RuleSource.load(source)
        #expect(loaded.diagnostics == [])
        return FieldCatalogue(for: logSource, among: loaded.ruleSet.logSources)
    }

    @Test func usersDefinitionsAdvise() throws {
        let source = """
            log_source: shop-web
            admits: {category: webserver}
            recognize: {status: 1}
            fields: [uri, {field: status, form: integer}, {field: via, form: list}, headers.**]
            aliases: {address: [client, via]}
            """
        let shop = try #require(catalogue(source, for: LogSource(category: "webserver")))
        #expect(shop.sourceName == "shop-web")
        #expect(shop.field(at: FieldPath("status"))?.form == .integer)
        #expect(shop.isScalar(FieldReference(FieldPath("uri"))))
        for name in ["headers.host", "headers", "via[0]", "address", "address.zone"] {
            #expect(shop.contains(FieldPath(name)), "\(name)")
            #expect(!shop.isScalar(FieldReference(FieldPath(name))), "\(name)")
        }
        #expect(!shop.contains(FieldPath("host")))
        #expect(shop.nearest(to: FieldPath("Adress")) == "address")
        #expect(catalogue(source, for: LogSource(product: "shop"))?.sourceName == nil)
    }

    @Test func severalSourcesAreKnownOnlyTogether() throws {
        let first = """
            log_source: first
            admits: {category: webserver}
            recognize: {a: 1}
            fields: [uri, {field: method, values: [GET]}]
            """
        let webserver = LogSource(category: "webserver")
        let second = "\nlog_source: second\nadmits: {category: webserver}\nrecognize: {b: 1}\n"
        let both = try #require(
            catalogue(first + "\n---" + second + "fields: [url, method]", for: webserver)
        )
        #expect(both.sourceName == "first or second")
        #expect(both.contains(FieldPath("uri")) && both.contains(FieldPath("url")))
        #expect(both.field(at: FieldPath("method"))?.values == nil)
        #expect(catalogue(first + "\n---" + second, for: webserver)?.sourceName == nil)
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
