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
