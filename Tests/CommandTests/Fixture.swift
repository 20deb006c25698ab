/// A small rule set and events with known answers.
enum Fixture {
    /// The root of the repository.
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// High, matches ``shell(_:)``.
    static let shellRule = """
        title: Pod Shell
        id: 5f3a1d1e-5d0c-4a53-9a41-1f1c0d1a2b3c
        status: test
        level: high
        logsource:
          product: kubernetes
          service: audit
        detection:
          selection:
            verb: create
            objectRef.subresource: exec
          condition: selection
        tags:
          - attack.execution
          - attack.t1609
        martlet:
          message: "{user.username} opened a shell in {objectRef.namespace}/{objectRef.name}"
        """

    /// Low, matches ``secret(_:)``.
    static let secretRule = """
        title: Secret Read
        id: 9f0cf2a4-9be1-4f7b-8e75-93f6ea1a2c11
        level: low
        logsource:
          product: kubernetes
          service: audit
        detection:
          selection:
            verb: get
            objectRef.resource: secrets
          condition: selection
        """

    /// Medium, reads a field that no event here has.
    static let blindRule = """
        title: Host Network
        id: 0ad9e35b-6f5c-4a52-a7b4-4e1d9d94e511
        level: medium
        logsource:
          product: kubernetes
          service: audit
        detection:
          selection:
            requestObject.spec.hostNetwork: true
          condition: selection
        """

    /// Does not load: a modifier with a spelling mistake.
    static let brokenRule = """
        title: Broken
        logsource:
          product: kubernetes
        detection:
          selection:
            verb|contain: exec
          condition: selection
        """

    static func shell(_ id: String) -> String {
        event(id, verb: "create", resource: "pods", subresource: "exec")
    }

    static func secret(_ id: String) -> String {
        event(id, verb: "get", resource: "secrets", subresource: nil)
    }

    static func quiet(_ id: String) -> String {
        event(id, verb: "list", resource: "nodes", subresource: nil)
    }

    /// A folder with rules and a log: two shells, one secret, two quiet events.
    static func folder() -> TemporaryFolder {
        let folder = TemporaryFolder()
        folder.write("rules/shell.yml", shellRule)
        folder.write("rules/secret.yml", secretRule)
        folder.write("audit.log", log)
        return folder
    }

    static let log =
        [shell("a1"), quiet("a2"), secret("a3"), quiet("a4"), shell("a5")]
        .map { $0 + "\n" }.joined()

    private static func event(
        _ id: String,
        verb: String,
        resource: String,
        subresource: String?
    ) -> String {
        let sub = subresource.map { #","subresource":"\#($0)""# } ?? ""
        return """
            {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"\(id)",\
            "stage":"ResponseComplete","requestURI":"/api/v1/\(resource)","verb":"\(verb)",\
            "user":{"username":"dana","groups":["system:authenticated"]},\
            "sourceIPs":["10.0.0.7"],"userAgent":"kubectl/v1.31.0",\
            "objectRef":{"resource":"\(resource)","namespace":"shop","name":"cart-0"\(sub)},\
            "responseStatus":{"metadata":{},"code":200},\
            "requestReceivedTimestamp":"2026-11-20T09:30:00.000000Z",\
            "stageTimestamp":"2026-11-20T09:30:00.100000Z",\
            "annotations":{"authorization.k8s.io/decision":"allow",\
            "authorization.k8s.io/reason":""}}
            """
    }
}
