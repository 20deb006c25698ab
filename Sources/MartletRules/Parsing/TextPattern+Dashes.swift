extension TextPattern {
    /// The same pattern, in which each dash that begins a word stands for any dash.
    ///
    /// A dash begins a word when a letter, a digit or `_` follows it and none of these stands in
    /// front of it. A wildcard counts as neither.
    ///
    /// Source: Sigma modifiers appendix 2.1, "windash", read as pySigma's `\B[-/]\b`.
    func matchingAnyDash() -> TextPattern {
        var result = TextPattern([])
        for piece in pieces {
            guard case .literal(let bytes) = piece else {
                result.append(piece)
                continue
            }
            for part in TextPattern.splitAtDashes(bytes) { result.append(part) }
        }
        return result
    }

    private static func splitAtDashes(_ bytes: [UInt8]) -> [Piece] {
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        var pieces: [Piece] = []
        var literal: [UInt8] = []
        for (index, scalar) in scalars.enumerated() {
            let followsWord = index > 0 && isWordPart(scalars[index - 1])
            let startsWord = index + 1 < scalars.count && isWordPart(scalars[index + 1])
            if dashes.contains(scalar), !followsWord, startsWord {
                pieces += [.literal(literal), .anyDash]
                literal = []
            } else {
                literal += Array(String(scalar).utf8)
            }
        }
        return pieces + [.literal(literal)]
    }

    /// What ``Piece/anyDash`` stands for: hyphen, slash, en dash, em dash, horizontal bar.
    package static let dashes: [Unicode.Scalar] = ["-", "/", "\u{2013}", "\u{2014}", "\u{2015}"]

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// The texts that the pattern covers, one for each choice of its dashes.
    ///
    /// - Returns: The texts in UTF-8, or `nil` when there are more than a limit. Wildcards are left
    ///   out: ask for ``hasWildcards`` first.
    func alternatives(limit: Int) -> [[UInt8]]? {
        var texts: [[UInt8]] = [[]]
        for piece in pieces {
            switch piece {
            case .literal(let bytes):
                for index in texts.indices { texts[index] += bytes }
            case .anyDash:
                guard texts.count * TextPattern.dashes.count <= limit else { return nil }
                texts = texts.flatMap { text in
                    TextPattern.dashes.map { text + Array(String($0).utf8) }
                }
            case .anyRun, .anyScalar: break
            }
        }
        return texts
    }

    /// Whether the pattern has `*` or `?`.
    var hasWildcards: Bool { pieces.contains(.anyRun) || pieces.contains(.anyScalar) }
}
