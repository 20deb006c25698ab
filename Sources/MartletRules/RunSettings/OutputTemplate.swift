/// A text with places for what a signal says, `{{rule.title}}`.
package struct OutputTemplate: Sendable, Equatable {
    /// A piece of the text.
    package enum Piece: Sendable, Equatable {
        case text(String)
        /// The keys that lead to a value of the signal; none stand for the whole signal.
        case value([String])
    }

    /// In order.
    package let pieces: [Piece]

    /// What signals hold.
    package static let keys = [
        "schema", "id", "time", "rule", "ruleset", "message", "who", "where", "when", "how",
        "matched", "source", "correlation", "event",
    ]

    /// Reads a template.
    ///
    /// - Throws: What is wrong with it.
    package init(_ text: String) throws(TextProblem) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let opening = rest.firstRange(of: "{{") {
            if opening.lowerBound > rest.startIndex {
                pieces.append(.text(String(rest[..<opening.lowerBound])))
            }
            guard let closing = rest[opening.upperBound...].firstRange(of: "}}") else {
                throw TextProblem(
                    .invalidRunSettings,
                    "'{{' has no '}}'",
                    help: "write {{rule.title}}, or {{.}} for the whole signal"
                )
            }
            let name = rest[opening.upperBound..<closing.lowerBound]
            pieces.append(.value(try OutputTemplate.keys(of: name)))
            rest = rest[closing.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    private static func keys(of name: Substring) throws(TextProblem) -> [String] {
        let words = name.split(whereSeparator: \.isWhitespace)
        guard words.count <= 1 else {
            throw TextProblem(
                .invalidRunSettings,
                "'{{\(words.joined(separator: " "))}}' has a blank in it",
                help: "write {{rule.title}}, or {{.}} for the whole signal"
            )
        }
        let path = words.first.map(String.init) ?? ""
        if path == "." { return [] }
        let keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard !path.isEmpty, !keys.contains("") else {
            throw TextProblem(
                .invalidRunSettings,
                "'{{\(path)}}' names nothing of a signal",
                help: "write {{rule.title}}, or {{.}} for the whole signal"
            )
        }
        guard OutputTemplate.keys.contains(keys[0]) else {
            throw TextProblem(
                .invalidRunSettings,
                "signals have no '\(keys[0])'",
                help: Suggestion.help(for: keys[0], among: OutputTemplate.keys)
                    ?? "they have \(OutputTemplate.keys.joined(separator: ", "))"
            )
        }
        return keys
    }
}
