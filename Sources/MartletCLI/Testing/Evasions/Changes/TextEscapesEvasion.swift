internal import MartletRules

/// JSON texts may spell any letter as an escape.
enum TextEscapesEvasion: Evasion {
    static let change = EvasionChange.textEscapes

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        [
            EvasionVariant(
                json: request.event.json(escaping: true),
                "letters of texts and keys are written as escapes"
            )
        ]
    }
}
