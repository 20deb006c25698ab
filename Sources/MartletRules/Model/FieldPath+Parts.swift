extension FieldPath {
    /// A segment of a name, taken apart: `args[0][-1]`.
    struct Part {
        var key: [UInt8]
        var indices: [Int]
    }

    /// Whether a byte can make anything else of a name than a single key.
    static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\\")
    }

    /// The segments of a name; a backslash keeps the dot or bracket behind it from counting.
    static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var part = Part(key: [], indices: [])
        /// Where the part's first unescaped bracket stands in its key.
        var bracket: Int?
        func finish() {
            if let start = bracket, let indices = indices(in: part.key[start...]) {
                part.key.removeSubrange(start...)
                part.indices = indices
            }
            parts.append(part)
            part = Part(key: [], indices: [])
            bracket = nil
        }
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "."):
                finish()
            case UInt8(ascii: "\\"):
                guard let next = bytes.next() else {
                    part.key.append(byte)
                    break
                }
                if ![UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]")].contains(next) {
                    part.key.append(byte)
                }
                part.key.append(next)
            case UInt8(ascii: "["):
                bracket = bracket ?? part.key.count
                part.key.append(byte)
            default:
                part.key.append(byte)
            }
        }
        finish()
        return parts
    }

    /// The indices that a text is, `[0][-1]`, or `nil` if it is anything else.
    private static func indices(in text: ArraySlice<UInt8>) -> [Int]? {
        guard text.last == UInt8(ascii: "]") else { return nil }
        var indices: [Int] = []
        for group in text.dropLast().split(
            separator: UInt8(ascii: "]"),
            omittingEmptySubsequences: false
        ) {
            guard group.first == UInt8(ascii: "["),
                let index = Int(String(decoding: group.dropFirst(), as: UTF8.self)),
                group.dropFirst().first != UInt8(ascii: "+")
            else { return nil }
            indices.append(index)
        }
        return indices
    }
}
