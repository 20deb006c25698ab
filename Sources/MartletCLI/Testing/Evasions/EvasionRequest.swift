/// An audit event as the request that it tells of.
struct EvasionRequest {
    var event: EventValue

    init(_ event: EventValue) {
        self.event = event
    }

    var verb: String? {
        get { event["verb"]?.text }
        set { event["verb"] = newValue.map { .text($0) } }
    }

    var resource: String? { reference("resource") }
    var subresource: String? { reference("subresource") }
    var group: String? { reference("apiGroup") }
    var name: String? { reference("name") ?? body?[path: ["metadata", "name"]]?.text }
    /// What the client sent, if the audit policy recorded it.
    var body: EventValue? {
        get { event["requestObject"] }
        set { event["requestObject"] = newValue }
    }

    private func reference(_ key: String) -> String? {
        event[path: ["objectRef", key]]?.text
    }

    /// The request's path and query as the client wrote them.
    var target: RequestTarget? {
        get { event["requestURI"]?.text.map { RequestTarget($0) } }
        set { event["requestURI"] = newValue.map { .text($0.text) } }
    }

    /// What is fixed in objects of these kinds once they are there.
    private static let fixedResources: Set = [
        "certificatesigningrequests", "jobs", "persistentvolumes", "pods", "priorityclasses",
        "storageclasses",
    ]

    /// Whether what the body says can be said of an object that is there already as well.
    var isChange: Bool {
        guard let resource, case .object? = body else { return false }
        return !isVirtual && !Self.fixedResources.contains(resource)
    }

    /// Whether nothing is stored: what is created is a question, and the response its answer.
    var isVirtual: Bool {
        guard let resource else { return true }
        return subresource != nil || resource.hasSuffix("reviews")
    }

    /// Names an object, in the reference and in the path of the request.
    ///
    /// A request that creates names none there.
    mutating func address(_ name: String) {
        event[path: ["objectRef", "name"]] = .text(name)
        guard var target, let resource else { return }
        if target.segments.last == resource {
            target.segments.append(name)
            self.target = target
        }
    }

    /// Makes the request one for another kind of object.
    mutating func redirect(to kind: WorkloadKind) {
        let old = resource
        event[path: ["objectRef", "resource"]] = .text(kind.resource)
        event[path: ["objectRef", "apiGroup"]] = kind.group.map { .text($0) }
        event[path: ["objectRef", "apiVersion"]] = .text("v1")
        guard var target, let old, let index = target.segments.lastIndex(of: old) else { return }
        let scope = target.segments[..<index].drop { $0 != "namespaces" }
        let root = kind.group.map { ["apis", $0, "v1"] } ?? ["api", "v1"]
        target.segments = root + scope + [kind.resource] + target.segments[(index + 1)...]
        self.target = target
    }
}
