import Foundation
import Testing

/// `martlet test --evade`: each change finds the rule that it escapes, and leaves a better one alone.
@Suite struct EvadeCommandTests {
    /// A change, a rule that it escapes and one that it does not, over one event.
    struct Case: Sendable, CustomTestStringConvertible {
        let change: String
        let weak: String
        let strong: String
        let event: String

        var testDescription: String { change }
    }

    private static func pod(_ spec: String, more: String = "") -> String {
        """
        {"verb":"create","auditID":"a","stage":"ResponseComplete","requestURI":"/api/v1/namespaces/shop/pods",\
        "user":{"username":"dana","groups":["dev"]},"sourceIPs":["198.51.100.7"],"userAgent":"kubectl/v1.31",\
        "objectRef":{"resource":"pods","namespace":"shop","apiVersion":"v1"},\
        "requestObject":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"},"spec":{\(spec)}}\(more)}
        """
    }

    private static let privileged = pod(
        #""containers":[{"name":"a","image":"x","securityContext":{"privileged":true}}]"#
    )
    private static let capable = pod(
        #""containers":[{"name":"a","securityContext":{"capabilities":{"add":["SYS_ADMIN"]}}}]"#
    )
    private static let exec = """
        {"verb":"create","auditID":"a","stage":"ResponseStarted","user":{"username":"dana"},\
        "requestURI":"/api/v1/namespaces/shop/pods/a/exec?command=id&stdin=true",\
        "objectRef":{"resource":"pods","subresource":"exec","name":"a"}}
        """
    private static let binding = """
        {"verb":"create","auditID":"a","user":{"username":"dana"},\
        "requestURI":"/apis/rbac.authorization.k8s.io/v1/rolebindings",\
        "objectRef":{"resource":"rolebindings","apiGroup":"rbac.authorization.k8s.io"},\
        "requestObject":{"kind":"RoleBinding","metadata":{"name":"b"},"roleRef":{"name":"admin"},\
        "subjects":[{"kind":"User","name":"eve"},{"kind":"User","name":"bob"}]}}
        """

    static let cases: [Case] = [
        Case(
            change: "update",
            weak: "verb: create, objectRef.resource: rolebindings",
            strong: "verb: [create, update], objectRef.resource: rolebindings",
            event: binding
        ),
        Case(
            change: "patch",
            weak: "verb: [create, update], objectRef.resource: rolebindings",
            strong: "verb: [create, patch], requestObject.subjects.name: eve",
            event: binding
        ),
        Case(
            change: "server-side-apply",
            weak: "verb: create, objectRef.resource: pods",
            strong: "verb: [create, patch], objectRef.resource: pods",
            event: privileged
        ),
        Case(
            change: "json-patch",
            weak: "requestObject.roleRef.name: admin",
            strong: "objectRef.resource: rolebindings",
            event: binding
        ),
        Case(
            change: "workload-kind",
            weak: "'requestObject.spec.containers[any]': {securityContext.privileged: true}",
            strong: "requestObject|exists: true",
            event: privileged
        ),
        Case(
            change: "init-container",
            weak: "requestObject.spec.containers.securityContext.privileged: true",
            strong: "objectRef.resource: pods",
            event: privileged
        ),
        Case(
            change: "ephemeral-container",
            weak: "requestObject.spec.containers.securityContext.privileged: true",
            strong: "objectRef.resource: pods",
            event: privileged
        ),
        Case(
            change: "exec-protocol",
            weak: "verb: create, objectRef.subresource: exec",
            strong: "verb: [create, get], objectRef.subresource: exec",
            event: exec
        ),
        Case(
            change: "list-order",
            weak: "'requestObject.subjects[0].name': eve",
            strong: "requestObject.subjects.name: eve",
            event: binding
        ),
        Case(
            change: "extra-members",
            weak: "'requestObject.subjects[none]': {kind: ServiceAccount}",
            strong: "requestObject.subjects.name: eve",
            event: binding
        ),
        Case(
            change: "letter-case",
            weak: "requestObject.spec.containers.securityContext.capabilities.add|cased: SYS_ADMIN",
            strong: "requestObject.spec.containers.securityContext.capabilities.add: SYS_ADMIN",
            event: capable
        ),
        Case(
            change: "host-path-spelling",
            weak: "requestObject.spec.volumes.hostPath.path: /etc",
            strong: "requestObject.spec.volumes.hostPath.path|contains: /etc",
            event: pod(#""volumes":[{"name":"v","hostPath":{"path":"/etc"}}]"#)
        ),
        Case(
            change: "query-boolean",
            weak: "requestURI|contains: stdin=true",
            strong: "requestURI|contains: stdin=",
            event: exec
        ),
        Case(
            change: "query-order",
            weak: "requestURI|endswith: 'exec?command=id&stdin=true'",
            strong: "requestURI|contains: command=id",
            event: exec
        ),
        Case(
            change: "percent-encoding",
            weak: "requestURI|contains: command=id",
            strong: "objectRef.subresource: exec",
            event: exec
        ),
        Case(
            change: "impersonation",
            weak: "user.username: dana",
            strong: "objectRef.subresource: exec",
            event: exec
        ),
        Case(
            change: "client",
            weak: "userAgent|startswith: kubectl/v1.31",
            strong: "objectRef.resource: pods",
            event: privileged
        ),
        Case(
            change: "address",
            weak: "'sourceIPs[0]|cidr': 198.51.100.0/24",
            strong: "objectRef.resource: pods",
            event: privileged
        ),
        Case(
            change: "padding",
            weak: "requestObject.metadata.annotations|exists: false, verb: create",
            strong: "requestObject.metadata.name: a",
            event: privileged
        ),
    ]

    private func evade(
        _ selection: String,
        _ event: String,
        _ more: String = ""
    ) throws -> (
        result: MartletProcess.Result, escapes: [[String: Any]]
    ) {
        let folder = TemporaryFolder()
        folder.write(
            "rule.yml",
            """
            title: Rule
            logsource: {product: kubernetes, service: audit}
            detection:
              s: {\(selection)}
              condition: s
            martlet:
              tests:
                - name: hit
                  match: true
                  event: '\(event)'
            \(more)
            """
        )
        var process = MartletProcess("test", "--evade", "--format", "json", "rule.yml")
        process.folder = folder.path
        let result = process.run()
        let report = try JSONSerialization.jsonObject(with: Data(result.output))
        let members = try #require(report as? [String: Any])
        #expect(members["hits"] as? Int == 1)
        return (result, try #require(members["escapes"] as? [[String: Any]]))
    }

    private func changes(_ escapes: [[String: Any]]) -> [String] {
        escapes.compactMap { $0["change"] as? String }
    }

    @Test(arguments: cases)
    func aChangeFindsTheWeakRule(_ evasion: Case) throws {
        let weak = try evade(evasion.weak, evasion.event)
        #expect(changes(weak.escapes).contains(evasion.change))
        #expect(weak.result.status == 1)
        let strong = try evade(evasion.strong, evasion.event)
        #expect(!changes(strong.escapes).contains(evasion.change))
    }

    @Test func howEventsAreWrittenChangesNothing() throws {
        // No rule can be escaped by these; that they are tried at all, the count tells.
        let folder = TemporaryFolder()
        folder.write(
            "rule.yml",
            """
            title: Rule
            logsource: {product: windows}
            detection:
              s: {Image|endswith: '\\\\cmd.exe', Parent.Id: 4}
              condition: s
            martlet:
              tests:
                - {name: hit, match: true, event: {Image: 'C:\\cmd.exe', Parent: {Id: 4, X: "\u{E9}\\""}}}
                - {name: miss, match: false, event: {Image: cmd}}
            """
        )
        var process = MartletProcess("test", "--evade", "rule.yml")
        process.folder = folder.path
        let result = process.run()
        #expect(result.text == "2 changed events of 1 hit of 1 rule: nothing escapes\n")
        #expect(result.status == 0)
    }

    @Test func whatIsDocumentedIsNoFailure() throws {
        let reason = "  evasions:\n    - {change: client, reason: by design}\n"
        let selection = "userAgent: kubectl/v1.31"
        let documented = try evade(selection, Self.privileged, reason)
        #expect(documented.result.status == 0)
        #expect(documented.escapes.count == 1)
        #expect(documented.escapes[0]["documented"] as? String == "by design")
        let needless = try evade("verb: [create, patch]", Self.privileged, reason)
        #expect(needless.result.status == 0)
        #expect(needless.result.text.contains(#""needless": ["#))
        #expect(needless.result.text.contains(#""change": "client""#))
    }

    /// What an attacker can change without a word of the rule is a hole in it.
    @Test func theShippedRulesTellWhatEscapesThem() throws {
        let result = MartletProcess(
            "test",
            "--evade",
            "--format",
            "json",
            "\(Fixture.root)/rulesets"
        ).run()
        let report = try JSONSerialization.jsonObject(with: Data(result.output))
        let members = try #require(report as? [String: Any])
        let escapes = try #require(members["escapes"] as? [[String: Any]])
        let untold = escapes.filter { $0["documented"] == nil }
        #expect(untold.map { "\($0["title"] ?? ""): \($0["what"] ?? "")" } == [])
        let needless = try #require(members["needless"] as? [[String: Any]])
        #expect(needless.map { "\($0["title"] ?? ""): \($0["change"] ?? "")" } == [])
        #expect(members["failing"] as? Int == 0)
        #expect(try #require(members["hits"] as? Int) > 1000)
    }

    /// A patch of a namespace changes its labels, which are all that there is to change.
    @Test func aPatchOfNothingButMetadataKeepsIt() throws {
        let event = """
            {"verb":"update","auditID":"a","user":{"username":"dana"},\
            "requestURI":"/api/v1/namespaces/shop","objectRef":{"resource":"namespaces","name":"shop"},\
            "requestObject":{"kind":"Namespace","metadata":{"name":"shop","labels":{"team":"eve"}}}}
            """
        let run = try evade("requestObject.metadata.labels.team: eve", event)
        #expect(!changes(run.escapes).contains("patch"))
    }

    @Test func anEventThatIsNoHitIsToldOf() {
        let folder = TemporaryFolder()
        folder.write(
            "rule.yml",
            """
            title: Rule
            logsource: {product: kubernetes}
            detection: {s: {verb: get}, condition: s}
            martlet:
              tests:
                - {name: hit, match: true, event: {verb: list}}
            """
        )
        var process = MartletProcess("test", "--evade", "rule.yml")
        process.folder = folder.path
        let result = process.run()
        #expect(result.status == 1)
        #expect(result.text.contains("1 event not matched as they are: see martlet test"))
    }

    @Test func reportsThatItCannotMakeAreRefused() {
        #expect(MartletProcess("test", "--evade", "--format", "junit", "x.yml").run().status == 64)
        #expect(MartletProcess("test", "--evade", "--require-tests", "x.yml").run().status == 64)
    }
}
