internal import MartletRules

/// Annotations may be 256 KiB long, and stand in front of all else.
enum PaddingEvasion: Evasion {
    static let change = EvasionChange.padding
    /// A text, quoted as it is: there are many events, and no letter of it needs an escape.
    private static let text = EventValue.literal(
        "\"" + String(repeating: "x", count: 200 << 10) + "\""
    )

    static func variants(
        of request: EvasionRequest,
        isHit: (EventValue) -> Bool
    ) -> [EvasionVariant] {
        guard let body = request.body else { return [] }
        var changed = request
        switch body {
        case .object(let members):
            var metadata = body["metadata"] ?? .object([])
            metadata[path: ["annotations", "example.com/notes"]] = text
            metadata[path: ["labels", "example.com/team"]] = .text("web")
            let others = members.filter { $0.key != "metadata" }
            changed.body = .object([.init(key: "metadata", value: metadata)] + others)
        case .array(let operations):
            let operation = EventValue.object([
                .init(key: "op", value: .text("add")),
                .init(key: "path", value: .text("/metadata/annotations/notes")),
                .init(key: "value", value: text),
            ])
            changed.body = .array([operation] + operations)
        case .text, .literal: return []
        }
        return [EvasionVariant(changed.event, "200 KiB of annotations stand in front")]
    }
}
