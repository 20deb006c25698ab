extension PlaceholderText {
    /// Finds the placeholders of a value.
    ///
    /// A name is made of letters, digits, `_`, `-` and `.`; any other `%` is itself. `\%` is a
    /// percent sign that begins no name, and `\\` is left as it is, so that a backslash may stand
    /// in front of a placeholder. Every text can be read.
    ///
    /// Source: Sigma rules specification 2.1, "Placeholders".
    package init(parsing text: String) {
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var literal: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch bytes[index] {
            case UInt8(ascii: "\\") where next == UInt8(ascii: "%"):
                literal.append(next)
                index += 2
            case UInt8(ascii: "\\") where next == UInt8(ascii: "\\"):
                literal += [next, next]
                index += 2
            case UInt8(ascii: "%"):
                let name = bytes[(index + 1)...].prefix(while: PlaceholderText.isNamePart)
                guard !name.isEmpty, name.endIndex < bytes.count,
                    bytes[name.endIndex] == UInt8(ascii: "%")
                else { fallthrough }
                if !literal.isEmpty {
                    parts.append(.text(String(decoding: literal, as: UTF8.self)))
                }
                literal = []
                parts.append(.placeholder(String(decoding: name, as: UTF8.self)))
                index = name.endIndex + 1
            default:
                literal.append(bytes[index])
                index += 1
            }
        }
        if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
        self.init(parts)
    }

    /// Whether a text can be a placeholder's name.
    package static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isNamePart)
    }

    /// Bytes beyond ASCII are parts of letters.
    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."), 0x80...0xFF:
            true
        default: false
        }
    }
}
