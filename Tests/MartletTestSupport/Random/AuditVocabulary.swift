internal import MartletRules

/// The words that random audit rules and events share.
enum AuditVocabulary {
    /// The texts under a key, wherever the key is.
    static let texts: [String: [String]] = [
        "kind": ["Event", "Pod"],
        "apiVersion": ["audit.k8s.io/v1", "v1", "apps/v1"],
        "level": ["Metadata", "Request", "RequestResponse"],
        "stage": ["RequestReceived", "ResponseComplete", "Panic"],
        "requestURI": [
            "/api/v1/pods", "/api/v1/namespaces/shop/pods/web-0/exec?command=sh",
            "/exec?command=%73h&command=-c&tty=true", "/apis?limit=500", "/?", "/?command",
        ],
        "command": ["sh", "-c", ""],
        "verb": ["get", "list", "watch", "create", "CREATE", "delete"],
        "username": ["dana", "system:node:a", "system:serviceaccount:kube-system:x", ""],
        "groups": ["system:masters", "system:authenticated", "system:nodes"],
        "sourceIPs": ["10.0.0.7", "192.168.1.77", "::1", "10.0.0.256"],
        "userAgent": ["kubectl/v1.31.0", "curl/8.5", "kubelet/v1.31.0 (linux/amd64)"],
        "resource": ["pods", "secrets", "nodes", "events"],
        "namespace": ["kube-system", "shop", "default"],
        "subresource": ["exec", "log", "status"],
        "decision": ["allow", "forbid"],
        "image": ["nginx:1.27", "registry.example.com/tool:latest"],
        "time": [
            "2026-11-20T09:30:00.000000Z", "2026-11-20T23:59:59.999999Z", "2027-01-01T00:00:00Z",
        ],
    ]

    /// Numbers around those that rules ask for; some are another's beginning.
    static let codes = [
        "200", "201", "403", "404", "500", "2", "20", "0", "-1", "40.3e1", "4.03e2", "403.0",
        "403.5", "2000", "1e400",
    ]

    /// Fields of rules, each with the key whose texts it may have.
    static let fields: [(path: String, key: String)] = [
        ("verb", "verb"), ("stage", "stage"), ("level", "level"), ("requestURI", "requestURI"),
        ("userAgent", "userAgent"), ("user.username", "username"), ("user.groups", "groups"),
        ("user.extra.scopes", "groups"), ("impersonatedUser.username", "username"),
        ("sourceIPs", "sourceIPs"), ("objectRef.resource", "resource"),
        ("objectRef.namespace", "namespace"), ("objectRef.subresource", "subresource"),
        ("objectRef.name", "name"), ("objectRef.apiVersion", "apiVersion"),
        ("annotations.authorization.k8s.io/decision", "decision"),
        ("responseStatus.code", "code"), ("responseStatus.status", "status"),
        ("requestObject.spec.hostNetwork", "boolean"),
        ("requestObject.spec.replicas", "code"),
        ("requestObject.spec.containers.image", "image"),
        ("requestObject.spec.containers.securityContext.privileged", "boolean"),
        ("requestObject.kind", "kind"), ("responseObject.metadata.name", "name"),
        ("objectRef", "name"), ("requestObject", "name"), ("kind", "kind"),
        ("apiVersion", "apiVersion"),
        ("requestObject.spec.containers[0].image", "image"),
        ("requestObject.spec.containers[-1].securityContext.privileged", "boolean"),
        ("user.groups[0]", "groups"), ("user.groups[-1]", "groups"), ("sourceIPs[1]", "sourceIPs"),
        ("requestReceivedTimestamp", "time"), ("stageTimestamp", "time"),
        ("request.query.command", "command"), ("request.query.command[0]", "command"),
        ("request.query", "command"), ("patch.spec.hostNetwork", "boolean"),
        ("patch.spec.containers.image", "image"),
    ]

    /// The path of a field, which martlet's log source may derive.
    static func path(_ name: String) -> FieldPath {
        let path = FieldPath(name)
        let derived = LogSourceDefinition.shipped.flatMap(\.derivedFields)
            .first { path.segments.starts(with: $0.name.segments) }
        return derived.map { path.starting(at: $0.origin, behind: $0.name.segments.count) } ?? path
    }

    /// Arrays, and a few values that are none, with the fields of their elements.
    static let arrays: [(path: String, members: [(path: String, key: String)])] = [
        (
            "patch.spec.containers",
            [("image", "image"), ("securityContext.privileged", "boolean")]
        ),
        (
            "requestObject.spec.containers",
            [
                ("image", "image"), ("name", "name"), ("securityContext.privileged", "boolean"),
                ("securityContext", "name"),
            ]
        ),
        ("user.groups", [(".", "groups")]), ("sourceIPs", [(".", "sourceIPs")]),
        ("impersonatedUser", [("username", "username"), ("groups", "groups")]),
        ("verb", [(".", "verb")]), ("responseStatus.code", [(".", "code")]),
    ]

    /// Fields that often say the same, or one of which begins or holds the other.
    static let likeFields: [(path: String, other: String)] = [
        ("user.username", "impersonatedUser.username"), ("user.groups", "user.extra.scopes"),
        ("objectRef.name", "responseObject.metadata.name"), ("requestURI", "objectRef.resource"),
        ("requestObject.spec.replicas", "responseStatus.code"),
        ("apiVersion", "objectRef.apiVersion"),
        ("requestReceivedTimestamp", "stageTimestamp"), ("objectRef.name", "objectRef.namespace"),
        ("requestObject.metadata.name", "objectRef.name"), ("user.groups[0]", "user.groups"),
    ]
}
