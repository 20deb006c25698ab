extension TextPattern {
    /// The pattern as pySigma shows it to the expressions of a pipeline.
    ///
    /// Wildcards are `*` and `?`; those characters themselves have a backslash in front, and all
    /// other backslashes stand for themselves. Unlike there, backslashes in front of either stand
    /// doubled, so that a folder's last one is not lost: `C:\Temp\*` is shown as `C:\Temp\\*`.
    var plainText: [UInt8] {
        var bytes: [UInt8] = []
        /// How many backslashes the text ends with.
        var backslashCount = 0
        func append(_ byte: UInt8) {
            backslashCount = byte == UInt8(ascii: "\\") ? backslashCount + 1 : 0
            bytes.append(byte)
        }
        func doubleBackslashes() {
            bytes += Array(repeating: UInt8(ascii: "\\"), count: backslashCount)
        }
        for piece in pieces {
            switch piece {
            case .anyRun, .anyScalar:
                doubleBackslashes()
                append(piece == .anyRun ? UInt8(ascii: "*") : UInt8(ascii: "?"))
            case .anyDash: append(UInt8(ascii: "-"))
            case .literal(let literal):
                for byte in literal {
                    if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") {
                        doubleBackslashes()
                        bytes.append(UInt8(ascii: "\\"))
                    }
                    append(byte)
                }
            }
        }
        return bytes
    }

    /// Reads what ``plainText`` writes.
    init(plainText bytes: [UInt8]) {
        self.init([])
        var literal: [UInt8] = []
        var backslashCount = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\\"):
                backslashCount += 1
            case UInt8(ascii: "*"), UInt8(ascii: "?"):
                literal += Array(repeating: UInt8(ascii: "\\"), count: backslashCount / 2)
                if backslashCount.isMultiple(of: 2) {
                    append(.literal(literal))
                    literal = []
                    append(byte == UInt8(ascii: "*") ? .anyRun : .anyScalar)
                } else {
                    literal.append(byte)
                }
                backslashCount = 0
            default:
                literal += Array(repeating: UInt8(ascii: "\\"), count: backslashCount)
                backslashCount = 0
                literal.append(byte)
            }
        }
        literal += Array(repeating: UInt8(ascii: "\\"), count: backslashCount)
        append(.literal(literal))
    }

    /// The same pattern with other literals.
    func mapLiterals(_ transform: ([UInt8]) -> [UInt8]) -> TextPattern {
        TextPattern(
            pieces.map { piece in
                if case .literal(let bytes) = piece { return .literal(transform(bytes)) }
                return piece
            }
        )
    }

    /// Whether something in it stands for other text.
    var hasWildcard: Bool {
        pieces.contains { $0 == .anyRun || $0 == .anyScalar }
    }
}
