internal import MartletRules

/// Containers run before the others and may do the same.
enum InitContainerEvasion: Evasion {
    static let change = EvasionChange.initContainer

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        let app = EvasionRequest.harmlessContainer("app")
        guard let path = request.podSpecPath, var changed = request.replacingContainers([app]),
            let containers = request.event[path: path + ["containers"]]?.elements,
            // Else the rule looks at something else, and nothing of it would be changed.
            !isHit(changed)
        else { return [] }
        let others = changed[path: path + ["initContainers"]]?.elements ?? []
        changed[path: path + ["initContainers"]] = .array(others + containers)
        return [EvasionVariant(changed, "containers became initContainers beside a harmless one")]
    }
}
