internal import MartletRules

/// A patch as a list of operations, whose values stand behind paths in text.
enum JSONPatchEvasion: Evasion {
    static let change = EvasionChange.jsonPatch
    /// What a patch need not say, or cannot.
    private static let skippedKeys = ["kind", "apiVersion", "metadata", "status", "roleRef"]

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let verb = request.verb, ["create", "update", "patch"].contains(verb),
            request.isChange, let body = request.body, case .object(let members) = body
        else { return [] }
        let operations = members.filter { !skippedKeys.contains($0.key) }.map { member in
            EventValue.object([
                .init(key: "op", value: .text("replace")),
                .init(key: "path", value: .text("/" + member.key)),
                .init(key: "value", value: member.value),
            ])
        }
        guard !operations.isEmpty else { return [] }
        var changed = request
        changed.verb = "patch"
        changed.address(request.name ?? "web")
        changed.body = .array(operations)
        return [EvasionVariant(changed.event, "the body became a JSON patch")]
    }
}
