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
        guard bytes.contains(where: TextPattern.isEscapable) else {
            self.init(literal: bytes)
            return
        }
        self.init([])
        var literal: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "?"):
                append(.literal(literal))
                literal = []
                append(byte == UInt8(ascii: "*") ? .anyRun : .anyScalar)
            case UInt8(ascii: "\\"):
                if index < bytes.count, TextPattern.isEscapable(bytes[index]) {
                    literal.append(bytes[index])
                    index += 1
                } else {
                    literal.append(byte)
                }
            default: literal.append(byte)
            }
        }
        append(.literal(literal))
    }

    /// Where the first wildcard of a value stands, in UTF-8 bytes.
    static func firstWildcard(in text: String) -> Range<Int>? {
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "*"), UInt8(ascii: "?"): return index..<index + 1
            case UInt8(ascii: "\\") where index + 1 < bytes.count && isEscapable(bytes[index + 1]):
                index += 2
            default: index += 1
            }
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
