/// Matches a text against literals, runs, single scalars and dashes.
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
            } else if pieces[piece].kind == .anyRun {
                piece += 1
                if piece == end { return true }
                retryPiece = piece
                retryOffset = offset
                continue
            } else if let next = self.end(of: pieces[piece], in: text, at: offset, literals) {
                offset = next
                piece += 1
                continue
            }
            guard retryPiece >= 0, retryOffset < text.count else { return false }
            retryOffset = endOfScalar(in: text, at: retryOffset)
            switch pieces[retryPiece].kind {
            case .literal:
                let literal = literals.literal(pieces[retryPiece].text)
                guard let found = text.firstRange(of: literal, from: retryOffset) else {
                    return false
                }
                retryOffset = found
            case .anyDash where retryPiece + 1 < end && pieces[retryPiece + 1].kind == .literal:
                let literal = literals.literal(pieces[retryPiece + 1].text)
                guard let found = firstDash(before: literal, in: text, from: retryOffset) else {
                    return false
                }
                retryOffset = found
            case .anyRun, .anyScalar, .anyDash: break
            }
            offset = retryOffset
            piece = retryPiece
        }
    }

    /// The offset behind what a piece that is no run covers at an offset, or `nil` if it does not.
    private static func end(
        of piece: MatcherTables.GlobPiece,
        in text: ByteView,
        at offset: Int,
        _ literals: Constants<UInt8>.View
    ) -> Int? {
        switch piece.kind {
        case .anyScalar:
            return offset < text.count ? endOfScalar(in: text, at: offset) : nil
        case .anyDash:
            let length = lengthOfDash(in: text, at: offset)
            return length > 0 ? offset + length : nil
        case .literal, .anyRun:
            let literal = literals.literal(piece.text)
            guard literal.count <= text.count - offset, text.holds(literal, at: offset) else {
                return nil
            }
            return offset + literal.count
        }
    }

    /// The offset of the first dash at or behind `start` that a literal follows.
    ///
    /// The literal is searched for, not the dash: words that begin with a dash are rare, and
    /// searches for bytes fast.
    private static func firstDash(
        before literal: ByteView,
        in text: ByteView,
        from start: Int
    ) -> Int? {
        var offset = start
        while offset < text.count, let found = text.firstRange(of: literal, from: offset) {
            if found - 1 >= start, lengthOfDash(in: text, at: found - 1) == 1 { return found - 1 }
            if found - 3 >= start, lengthOfDash(in: text, at: found - 3) == 3 { return found - 3 }
            offset = found + 1
        }
        return nil
    }

    /// The length of the dash at an offset: `-`, `/`, or an en dash, em dash or horizontal bar; else
    /// 0.
    private static func lengthOfDash(in text: ByteView, at offset: Int) -> Int {
        guard offset < text.count else { return 0 }
        switch text[offset] {
        case UInt8(ascii: "-"), UInt8(ascii: "/"):
            return 1
        case 0xE2 where offset + 3 <= text.count && text[offset + 1] == 0x80:
            return (0x93...0x95).contains(text[offset + 2]) ? 3 : 0
        default:
            return 0
        }
    }

    /// The offset behind the scalar at an offset.
    private static func endOfScalar(in text: ByteView, at offset: Int) -> Int {
        var end = offset + 1
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}
