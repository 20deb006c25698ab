internal import MartletRules

/// Containers are added to a pod that runs.
enum EphemeralContainerEvasion: Evasion {
    static let change = EvasionChange.ephemeralContainer

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard request.workload == .pod, request.verb == "create", let path = request.podSpecPath,
            let containers = request.event[path: path + ["containers"]]?.elements,
            let harmless = request.replacingContainers([EvasionRequest.harmlessContainer("app")]),
            !isHit(harmless),
            // What else the pod needs, an ephemeral container cannot bring along.
            isHit(alone(containers, in: request, at: path))
        else { return [] }
        var changed = request
        changed.verb = "patch"
        changed.address(request.name ?? "web")
        changed.event[path: ["objectRef", "subresource"]] = .text("ephemeralcontainers")
        if var target = changed.target {
            target.segments.append("ephemeralcontainers")
            changed.target = target
        }
        changed.body = .object([])
        changed.event[path: ["requestObject", "spec", "ephemeralContainers"]] = .array(containers)
        return [EvasionVariant(changed.event, "containers became ephemeral containers")]
    }

    /// The event with nothing in the pod but its containers.
    private static func alone(
        _ containers: [EventValue],
        in request: EvasionRequest,
        at path: [String]
    ) -> EventValue {
        var event = request.event
        event[path: path] = .object([.init(key: "containers", value: .array(containers))])
        return event
    }
}
