internal import MartletRules

/// Streams are opened with POST by SPDY and with GET by WebSocket, by which the verb differs.
///
/// Source: kubernetes.io/blog/2024/08/20/websockets-transition/
enum ExecProtocolEvasion: Evasion {
    static let change = EvasionChange.execProtocol
    private static let streams = ["exec", "attach", "portforward"]

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard request.resource == "pods", streams.contains(request.subresource ?? "") else {
            return []
        }
        var changed = request
        switch request.verb {
        case "create":
            changed.verb = "get"
            return [EvasionVariant(changed.event, "verb create became get, by WebSocket")]
        case "get":
            changed.verb = "create"
            return [EvasionVariant(changed.event, "verb get became create, by SPDY")]
        default: return []
        }
    }
}
