internal import MartletRules

/// Whoever may impersonate the user makes the request, which is then allowed as if the user did.
enum ImpersonationEvasion: Evasion {
    static let change = EvasionChange.impersonation

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard request.event["impersonatedUser"] == nil, let user = request.event["user"],
            user["username"] != nil
        else { return [] }
        var event = request.event
        event["user"] = .object([
            .init(key: "username", value: .text("system:serviceaccount:ci:builder")),
            .init(
                key: "groups",
                value: .array([
                    .text("system:serviceaccounts"), .text("system:serviceaccounts:ci"),
                    .text("system:authenticated"),
                ])
            ),
        ])
        event["impersonatedUser"] = user
        return [EvasionVariant(event, "somebody else impersonates the user")]
    }
}
