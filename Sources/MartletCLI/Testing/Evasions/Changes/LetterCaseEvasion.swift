internal import MartletRules

/// Container runtimes turn the names of capabilities into upper case; the API server takes any.
///
/// Field names, verbs of roles, kinds and the like are what they are, letter by letter.
enum LetterCaseEvasion: Evasion {
    static let change = EvasionChange.letterCase

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let body = request.body else { return [] }
        let lowered = body.mapped { value in
            var value = value
            guard let added = value[path: ["capabilities", "add"]]?.elements else { return value }
            value[path: ["capabilities", "add"]] = .array(
                added.map { $0.text.map { .text($0.lowercased()) } ?? $0 }
            )
            return value
        }
        guard lowered != body else { return [] }
        var changed = request
        changed.body = lowered
        return [EvasionVariant(changed.event, "capabilities were written in lower case")]
    }
}
