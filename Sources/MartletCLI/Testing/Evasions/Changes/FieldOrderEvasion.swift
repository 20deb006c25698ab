internal import MartletRules

/// JSON objects have no order.
enum FieldOrderEvasion: Evasion {
    static let change = EvasionChange.fieldOrder

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        let turned = request.event.mapped { value in
            if case .object(let members) = value { .object(members.reversed()) } else { value }
        }
        return turned == request.event
            ? [] : [EvasionVariant(turned, "members of objects stand in another order")]
    }
}
