extension TextPattern {
    /// Reads a value with Sigma's wildcards.
    ///
    /// `*` and `?` are wildcards; `\*`, `\?` and `\\` stand for the second character; any other
    /// backslash is itself. Every text is a pattern.
    ///
    /// Source: Sigma rules specification 2.1, "Escape Character".
    package init(parsing text: String) {
        let bytes = Array(text.utf8)
        // Most values hold nothing that is special.
        guard var special = TextPattern.firstSpecial(in: bytes, from: 0) else {
            self.init(literal: bytes)
            return
        }
        self.init([])
        var literal: [UInt8] = []
        var start = 0
        while true {
            literal += bytes[start..<special]
            if bytes[special] == UInt8(ascii: "\\") {
                literal.append(bytes[special + 1])
                start = special + 2
            } else {
                append(.literal(literal))
                literal = []
                append(bytes[special] == UInt8(ascii: "*") ? .anyRun : .anyScalar)
                start = special + 1
            }
            guard let next = TextPattern.firstSpecial(in: bytes, from: start) else { break }
            special = next
        }
        append(.literal(literal + bytes[start...]))
    }

    /// Where the first wildcard stands, or the first backslash that takes the next byte's meaning.
    private static func firstSpecial(in bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "*"), UInt8(ascii: "?"): return index
            case UInt8(ascii: "\\") where index + 1 < bytes.count && isEscapable(bytes[index + 1]):
                return index
            default: index += 1
            }
        }
        return nil
    }

    /// Where the first wildcard of a value stands, in UTF-8 bytes.
    static func firstWildcard(in text: String) -> Range<Int>? {
        let bytes = Array(text.utf8)
        var start = 0
        while let index = firstSpecial(in: bytes, from: start) {
            guard bytes[index] == UInt8(ascii: "\\") else { return index..<index + 1 }
            start = index + 2
        }
        return nil
    }

    /// The pattern as a rule would write it; reading that gives the same pattern, with `windash` if
    /// it has dashes that stand for others.
    package var sigmaText: String {
        var bytes: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .anyRun: bytes.append(UInt8(ascii: "*"))
            case .anyScalar: bytes.append(UInt8(ascii: "?"))
            case .anyDash: bytes.append(UInt8(ascii: "-"))
            case .literal(let literal):
                for byte in literal {
                    if TextPattern.isEscapable(byte) { bytes.append(UInt8(ascii: "\\")) }
                    bytes.append(byte)
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isEscapable(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "\\")
    }
}
