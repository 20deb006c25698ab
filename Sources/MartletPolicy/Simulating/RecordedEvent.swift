package import MartletEngine

/// An event of a log, as far as an audit policy decides on it.
package struct RecordedEvent: Sendable {
    /// The event as it is in the log.
    package let tree: EventTree
    package let request: AuditRequest
    /// `nil` in logs that leave it out, as some clouds do.
    package let stage: AuditStage?
    /// `nil` likewise.
    package let level: AuditLevel?
    package let byteCount: Int

    private static let requestBody = "requestObject"
    private static let responseBody = "responseObject"

    /// Reads an event, out of its envelope.
    ///
    /// - Returns: `nil` for one that is not of a Kubernetes audit log.
    package init?(_ bytes: [UInt8]) {
        guard let tree = EventTree(bytes), let verb = tree.string(at: "verb") else { return nil }
        self.tree = tree
        byteCount = bytes.count
        stage = tree.string(at: "stage").flatMap(AuditStage.init)
        level = tree.string(at: "level").flatMap(AuditLevel.init)
        let name = tree.string(at: "user.username")
        let groups = tree.texts(at: ["user", "groups"])
        let user = name.map { AuditUser($0, groups: groups) }
        guard let resource = tree.string(at: "objectRef.resource") else {
            guard let uri = tree.string(at: "requestURI") else { return nil }
            let path = String(uri.prefix { $0 != "?" })
            request = AuditRequest(user: user, verb: verb, target: .path(path))
            return
        }
        let subresource = tree.string(at: "objectRef.subresource") ?? ""
        // The name of what is created comes from its body; the URL, which policies see, has none.
        let isInBody = verb == "create" && subresource.isEmpty
        request = AuditRequest(
            user: user,
            verb: verb,
            target: .resource(
                AuditRequest.Resource(
                    group: tree.string(at: "objectRef.apiGroup") ?? "",
                    resource,
                    subresource: subresource,
                    namespace: tree.string(at: "objectRef.namespace") ?? "",
                    name: isInBody ? "" : tree.string(at: "objectRef.name") ?? ""
                )
            )
        )
    }

    /// The event as a level records it, at most as much as the log has.
    ///
    /// - Returns: `nil` for the event as it is.
    package func reduced(to level: AuditLevel) -> [UInt8]? {
        // An event that does not say its level shows it by its bodies.
        guard level < self.level ?? .requestResponse else { return nil }
        let omitted = [Self.responseBody] + (level < .request ? [Self.requestBody] : [])
        return tree.event(
            omitting: Set(omitted),
            replacing: ["level": Array("\"\(level.rawValue)\"".utf8)]
        )
    }

    /// Whether a level would record a body that the log does not have.
    package func lacksBody(of level: AuditLevel) -> Bool {
        guard let recorded = self.level, recorded < level, stage != .requestReceived else {
            return false
        }
        guard case .resource = request.target else { return false }
        return level == .requestResponse || !["get", "list", "watch"].contains(request.verb)
    }
}

extension EventTree {
    /// The texts in the array behind keys.
    fileprivate func texts(at keys: [String]) -> [String] {
        var node = 0
        for key in keys {
            guard let next = member(Array(key.utf8), of: node) else { return [] }
            node = next
        }
        guard nodes[node].kind == .array else { return [] }
        return members(of: node).compactMap { text(of: $0) }
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
