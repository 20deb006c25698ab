internal import MartletRules

/// A client calls itself what it likes.
enum ClientEvasion: Evasion {
    static let change = EvasionChange.client
    private static let agents = [
        "curl/8.5.0", "kubectl/v1.33.0 (linux/amd64) kubernetes/1234567",
        "kube-controller-manager/v1.33.0 (linux/amd64) kubernetes/1234567/system:serviceaccount",
        "Mozilla/5.0 (X11; Linux x86_64)",
    ]

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        var variants = agents.map { agent in
            var event = request.event
            event["userAgent"] = .text(agent)
            return EvasionVariant(event, "the client says it is \(agent.prefix { $0 != "/" })")
        }
        if request.event["userAgent"] != nil {
            var event = request.event
            event["userAgent"] = nil
            variants.append(EvasionVariant(event, "the client says nothing of itself"))
        }
        return variants
    }
}
