internal import MartletRules

extension TextPattern {
    private static let dashes: Set<Unicode.Scalar> = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"]

    /// Whether the pattern covers a whole text.
    func fits(_ text: String, caseSensitive: Bool) -> Bool {
        let folded = caseSensitive ? text : text.lowercased()
        return TextPattern.fit(pieces[...], Array(folded.unicodeScalars)[...], caseSensitive)
    }

    // Recursion is bounded by the pieces of a rule's value; texts are short names.

    private static func fit(
        _ pieces: ArraySlice<Piece>,
        _ text: ArraySlice<Unicode.Scalar>,
        _ isCased: Bool
    ) -> Bool {
        guard let piece = pieces.first else { return text.isEmpty }
        let rest = pieces.dropFirst()
        switch piece {
        case .literal(let bytes):
            let plain = String(decoding: bytes, as: UTF8.self)
            let literal = (isCased ? plain : plain.lowercased()).unicodeScalars
            return text.starts(with: literal)
                && fit(rest, text.dropFirst(literal.count), isCased)
        case .anyRun:
            if rest.isEmpty { return true }
            return (0...text.count).contains { fit(rest, text.dropFirst($0), isCased) }
        case .anyScalar: return !text.isEmpty && fit(rest, text.dropFirst(), isCased)
        case .anyDash:
            guard let first = text.first, dashes.contains(first) else { return false }
            return fit(rest, text.dropFirst(), isCased)
        }
    }

    /// A text that the pattern covers, with a plain word where it lets anything stand.
    var witness: String {
        pieces.map { piece in
            switch piece {
            case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
            case .anyRun: "example"
            case .anyScalar: "x"
            case .anyDash: "-"
            }
        }.joined()
    }
}
