internal import MartletRules

/// Members that mean no harm stand around those that do.
enum ExtraMembersEvasion: Evasion {
    static let change = EvasionChange.extraMembers

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let body = request.body, case .object = body else { return [] }
        var changed = request
        var lists: [[String]] = [["subjects"], ["rules"]]
        if let workload = request.workload {
            for name in ["containers", "initContainers", "volumes"] {
                lists.append(workload.podSpecPath + [name])
            }
        }
        for path in lists {
            guard let name = path.last, let elements = body[path: path]?.elements,
                !elements.isEmpty
            else { continue }
            let surrounded = [harmless(name, 1)] + elements + [harmless(name, 2)]
            changed.event[path: ["requestObject"] + path] = .array(surrounded)
        }
        guard changed.event != request.event else { return [] }
        return [EvasionVariant(changed.event, "harmless members stand around those of lists")]
    }

    private static func harmless(_ list: String, _ number: Int) -> EventValue {
        switch list {
        case "subjects":
            .object([
                .init(key: "kind", value: .text("ServiceAccount")),
                .init(key: "name", value: .text("app-\(number)")),
                .init(key: "namespace", value: .text("shop")),
            ])
        case "rules":
            .object([
                .init(key: "apiGroups", value: .array([.text("")])),
                .init(key: "resources", value: .array([.text("endpoints")])),
                .init(key: "verbs", value: .array([.text("get")])),
            ])
        case "volumes":
            .object([
                .init(key: "name", value: .text("scratch-\(number)")),
                .init(key: "emptyDir", value: .object([])),
            ])
        default: EvasionRequest.harmlessContainer("sidecar-\(number)")
        }
    }
}
