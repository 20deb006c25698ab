/// Matches a text against literals, runs and single scalars.
package enum GlobMatcher {
    /// Whether the pieces cover the whole text.
    ///
    /// - Complexity: O(*n* x *m*) at worst: only the last run is ever widened, which suffices because
    ///   an earlier run that stopped sooner leaves no less text to the pieces behind it.
    package static func matches(
        _ text: ByteView,
        pieces: Constants<MatcherTables.GlobPiece>.View,
        from first: Int,
        count: Int,
        literals: Constants<UInt8>.View
    ) -> Bool {
        let end = first + count
        var piece = first
        var offset = 0
        // Where to go on when the pieces behind the last run do not fit.
        var retryPiece = -1
        var retryOffset = 0
        while true {
            if piece == end {
                if offset == text.count { return true }
            } else {
                let current = pieces[piece]
                switch current.kind {
                case .anyRun:
                    piece += 1
                    if piece == end { return true }
                    retryPiece = piece
                    retryOffset = offset
                    continue
                case .anyScalar:
                    if offset < text.count {
                        offset = endOfScalar(in: text, at: offset)
                        piece += 1
                        continue
                    }
                case .literal:
                    let literal = literals.literal(current.text)
                    if literal.count <= text.count - offset, text.holds(literal, at: offset) {
                        offset += literal.count
                        piece += 1
                        continue
                    }
                }
            }
            guard retryPiece >= 0, retryOffset < text.count else { return false }
            retryOffset = endOfScalar(in: text, at: retryOffset)
            if pieces[retryPiece].kind == .literal {
                let literal = literals.literal(pieces[retryPiece].text)
                guard let found = text.firstRange(of: literal, from: retryOffset) else {
                    return false
                }
                retryOffset = found
            }
            offset = retryOffset
            piece = retryPiece
        }
    }

    /// The offset behind the scalar at an offset.
    private static func endOfScalar(in text: ByteView, at offset: Int) -> Int {
        var end = offset + 1
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}
