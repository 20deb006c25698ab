internal import MartletRules

/// Requests come from anywhere; the first addresses are what the client says in X-Forwarded-For.
enum AddressEvasion: Evasion {
    static let change = EvasionChange.address
    private static let lists = [
        ["203.0.113.50"], ["10.1.2.3"], ["2001:db8::50"], ["127.0.0.1", "203.0.113.50"],
    ]

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        lists.map { addresses in
            var event = request.event
            event["sourceIPs"] = .array(addresses.map { .text($0) })
            return EvasionVariant(event, "the addresses are \(addresses.joined(separator: ", "))")
        }
    }
}
