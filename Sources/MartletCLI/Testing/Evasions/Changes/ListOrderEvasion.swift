internal import MartletRules

/// Lists of the body are turned round, where their order means nothing.
enum ListOrderEvasion: Evasion {
    static let change = EvasionChange.listOrder
    /// Lists in which what comes first counts.
    private static let orderedKeys = ["command", "args", "initContainers", "env"]

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let body = request.body, case .object = body else { return [] }
        let turned = reversed(body)
        guard turned != body else { return [] }
        var changed = request
        changed.body = turned
        return [EvasionVariant(changed.event, "lists of the body were turned round")]
    }

    private static func reversed(_ value: EventValue) -> EventValue {
        value.mapped { value in
            guard case .object(var members) = value else { return value }
            for index in members.indices where !orderedKeys.contains(members[index].key) {
                guard let elements = members[index].value.elements else { continue }
                members[index].value = .array(elements.reversed())
            }
            return .object(members)
        }
    }
}
