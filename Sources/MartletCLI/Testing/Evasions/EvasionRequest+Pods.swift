extension EvasionRequest {
    /// Containers, subjects and the like that no rule can object to.
    static func harmlessContainer(_ name: String) -> EventValue {
        .object([
            .init(key: "name", value: .text(name)),
            .init(key: "image", value: .text("registry.example.com/\(name):1.0")),
        ])
    }

    /// The kind of workload that the request is for.
    var workload: WorkloadKind? {
        subresource == nil ? WorkloadKind(resource: resource, group: group) : nil
    }

    /// Where in the event the specification of the pods is, if the body has one.
    var podSpecPath: [String]? {
        guard let workload, body?[path: workload.podSpecPath] != nil else { return nil }
        return ["requestObject"] + workload.podSpecPath
    }

    /// The event with other containers; `nil` where it has none.
    func replacingContainers(_ containers: [EventValue]) -> EventValue? {
        guard let podSpecPath, event[path: podSpecPath + ["containers"]]?.elements != nil else {
            return nil
        }
        var changed = event
        changed[path: podSpecPath + ["containers"]] = .array(containers)
        return changed
    }
}
