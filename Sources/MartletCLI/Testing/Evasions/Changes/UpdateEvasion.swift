internal import MartletRules

/// What was created is there already, and is updated to be the same.
enum UpdateEvasion: Evasion {
    static let change = EvasionChange.update

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard request.verb == "create", request.isChange else { return [] }
        var changed = request
        changed.verb = "update"
        changed.address(request.name ?? "web")
        return [EvasionVariant(changed.event, "verb create became update")]
    }
}
