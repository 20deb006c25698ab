import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Requests as Google Cloud tells them.
@Suite struct TranslationTests {
    private static let rule = #"""
        title: any
        id: any
        logsource: {product: kubernetes}
        detection:
            selection:
                kind: Event
            condition: selection
        martlet:
            message: >-
                {user.username} {verb} {objectRef.apiGroup}/{objectRef.apiVersion}
                {objectRef.namespace} {objectRef.resource}/{objectRef.subresource}
                {objectRef.name} {responseStatus.code} {requestURI} {requestObject.kind}
        """#

    private func message(
        _ method: String,
        _ resource: String,
        status: String = "{}",
        request: String = #"{"kind":"Pod"}"#
    ) throws -> String {
        var loader = RuleLoader()
        loader.load(source: Array(Self.rule.utf8), file: "rule.yml")
        let line = """
            {"insertId":"i1","protoPayload":{"serviceName":"k8s.io","methodName":"\(method)",\
            "authenticationInfo":{"principalEmail":"dana@example.com"},"resourceName":"\(resource)",\
            "requestMetadata":{"callerIp":"10.0.0.7"},"status":\(status),"request":\(request)},\
            "labels":{"authorization.k8s.io/decision":"allow"},"timestamp":"2026-01-01T00:00:00Z"}
            """
        let signals = EngineScan.signals(
            of: Array(line.utf8),
            with: Engine(loader.finish().ruleSet)
        )
        let signal = try #require(signals.first)
        #expect(signal["time"] == .string(Array("2026-01-01T00:00:00Z".utf8)))
        #expect(signal["source"]?["event_id"] == .string(Array("i1".utf8)))
        #expect(signal["source"]?["length"]?.integer == line.utf8.count)
        #expect(signal["how"]?["decision"] == .string(Array("allow".utf8)))
        #expect(
            signal["where"]?["source_ips"] == .array([.string(Array("10.0.0.7".utf8))])
        )
        guard case .string(let message)? = signal["message"] else { return "" }
        return String(decoding: message, as: UTF8.self)
    }

    @Test(arguments: [
        (
            "io.k8s.core.v1.pods.exec.create", "core/v1/namespaces/shop/pods/cart-0/exec",
            "create -/v1 shop pods/exec cart-0 200 - Pod"
        ),
        (
            "io.k8s.apps.v1.deployments.list", "apps/v1/namespaces/shop/deployments",
            "list apps/v1 shop deployments/- - 200 - Pod"
        ),
        (
            "io.k8s.authorization.rbac.v1.clusterroles.delete",
            "rbac.authorization.k8s.io/v1/clusterroles/admin",
            "delete rbac.authorization.k8s.io/v1 - clusterroles/- admin 200 - Pod"
        ),
        (
            "io.k8s.core.v1.nodes.proxy.get", "core/v1/nodes/node-1/proxy/logs",
            "get -/v1 - nodes/proxy node-1 200 - Pod"
        ),
        (
            "io.k8s.core.v1.namespaces.create", "core/v1/namespaces/shop",
            "create -/v1 shop namespaces/- shop 200 - Pod"
        ),
        (
            "io.k8s.core.v1.namespaces.finalize.update", "core/v1/namespaces/shop/finalize",
            "update -/v1 shop namespaces/finalize shop 200 - Pod"
        ),
        ("io.k8s.get", "readyz", "get -/- - -/- - 200 readyz Pod"),
    ])
    func methodAndResourceTellTheRequest(method: String, resource: String, told: String) throws {
        #expect(try message(method, resource) == "dana@example.com " + told)
    }

    @Test(arguments: [
        ("{}", "200"), (#"{"code":0}"#, "200"), (#"{"code":7}"#, "403"),
        (#"{"code":16,"message":"no"}"#, "401"), (#"{"code":5}"#, "404"), (#"{"code":99}"#, "99"),
    ])
    func codesAreThoseOfHTTP(status: String, code: String) throws {
        let message = try message("io.k8s.core.v1.pods.get", "core/v1/pods", status: status)
        #expect(message.contains(" \(code) "))
    }

    /// Texts are quoted anew, and bodies copied as they are.
    @Test func whatIsTakenApartStaysJSON() throws {
        let message = try message(
            #"io.k8s.core.v1.pods.\u0067et"#,
            #"core/v1/namespaces/sh\"op/pods/c\\art"#,
            request: #"{ "kind" : "P\"od", "spec": [1, {"a": "}"}] }"#
        )
        #expect(message == #"dana@example.com get -/v1 sh"op pods/- c\art 200 - P"od"#)
    }
}
