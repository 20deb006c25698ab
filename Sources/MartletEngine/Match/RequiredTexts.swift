package import MartletRules

/// Texts of which every value that passes a pattern has one.
package struct RequiredTexts {
    /// A text of this many bytes stands in few enough values.
    private static let enough = 4

    /// The texts; empty if there are none.
    package private(set) var texts: [[UInt8]] = []
    /// Whether every value that has one of them passes.
    package private(set) var areSufficient = false

    /// Finds the texts of a pattern: its longest literal, or, if that is short, the literals at both
    /// sides of a dash with each of the characters that are dashes.
    package init(of pattern: TextPattern) {
        let pieces = pattern.pieces
        var length = 0
        for piece in pieces {
            guard case .literal(let literal) = piece, literal.count > length else { continue }
            texts = [literal]
            length = literal.count
        }
        guard length < RequiredTexts.enough else { return }
        for index in pieces.indices where pieces[index] == .anyDash {
            let before = RequiredTexts.literal(at: index - 1, of: pieces)
            let after = RequiredTexts.literal(at: index + 1, of: pieces)
            guard before.count + 1 + after.count > length else { continue }
            texts = TextPattern.dashes.map { before + Array(String($0).utf8) + after }
            length = before.count + 1 + after.count
            let covered = 1 + (before.isEmpty ? 0 : 1) + (after.isEmpty ? 0 : 1)
            areSufficient =
                pieces.first == .anyRun && pieces.last == .anyRun && pieces.count == covered + 2
        }
    }

    private static func literal(at index: Int, of pieces: [TextPattern.Piece]) -> [UInt8] {
        guard pieces.indices.contains(index), case .literal(let literal) = pieces[index] else {
            return []
        }
        return literal
    }
}
