/// What requests have in common that a policy could leave out together.
package struct NoiseKey: Hashable, Sendable {
    /// The user; kubelets are one.
    package var user: String
    package var verb: String
    /// The resource with its group and subresource, `leases.coordination.k8s.io`, or a group of paths,
    /// `/livez*`.
    package var target: String
    package var stage: String

    package init(user: String, verb: String, target: String, stage: String) {
        self.user = user
        self.verb = verb
        self.target = target
        self.stage = stage
    }

    /// Paths that programs ask all day, without what stands behind them.
    private static let healthPaths: Set<Substring> = ["healthz", "livez", "readyz", "version"]
    /// Paths that clients learn from what the server can do.
    private static let discoveryPaths: Set<Substring> = ["api", "apis", "openapi"]

    /// Whether it is asked whether the server is well, or which version it has.
    var isHealth: Bool { target.hasPrefix("/") && Self.healthPaths.contains(firstSegment) }
    /// Whether it is asked what the server can do.
    var isDiscovery: Bool { target.hasPrefix("/") && Self.discoveryPaths.contains(firstSegment) }
    /// Whether a heartbeat or a leadership is renewed, or somebody looks whether it was.
    var isLease: Bool { target.hasPrefix("leases.coordination.k8s.io") }
    /// Whether the event tells only that a request came.
    var isReceived: Bool { stage == "RequestReceived" }

    private var firstSegment: Substring {
        target.dropFirst().prefix { $0 != "/" && $0 != "*" }
    }

    /// The group of a user name: each service account and each person is one, kubelets are.
    package static func user(_ name: String) -> String {
        name.isEmpty ? "-" : name.hasPrefix("system:node:") ? "system:node:*" : name
    }

    /// The target of a request for an object.
    package static func target(resource: String, subresource: String, group: String) -> String {
        (group.isEmpty ? resource : "\(resource).\(group)")
            + (subresource.isEmpty ? "" : "/\(subresource)")
    }

    /// The group of a path that is no object's: by its first part.
    package static func target(uri: String) -> String {
        let path = uri.prefix { $0 != "?" }
        let first = path.dropFirst().prefix { $0 != "/" }
        if first.isEmpty { return "/" }
        return path.utf8.count == first.utf8.count + 1 ? "/\(first)" : "/\(first)/*"
    }
}
