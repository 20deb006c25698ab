/// How JSON spells texts (RFC 8259, section 7).
enum JSONSpelling {
    /// So many spellings of a text are looked for at most.
    private static let limit = 8

    /// All ways to spell an ASCII text within a string where `\/` stands nowhere, and `\u` only for
    /// `<`, `>` and `&`; `nil` if there are none, or too many.
    static func all(of text: [UInt8]) -> [[UInt8]]? {
        var spellings: [[UInt8]] = [[]]
        for byte in text {
            guard let ways = ways(of: byte) else { return nil }
            spellings = spellings.flatMap { start in ways.map { start + $0 } }
            if spellings.count > limit { return nil }
        }
        return spellings
    }

    private static func ways(of byte: UInt8) -> [[UInt8]]? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): [[UInt8(ascii: "\\"), byte]]
        case 0x08: [Array("\\b".utf8)]
        case 0x09: [Array("\\t".utf8)]
        case 0x0A: [Array("\\n".utf8)]
        case 0x0C: [Array("\\f".utf8)]
        case 0x0D: [Array("\\r".utf8)]
        case ..<0x20: nil
        case UInt8(ascii: "<"): [[byte], Array("\\u003c".utf8)]
        case UInt8(ascii: ">"): [[byte], Array("\\u003e".utf8)]
        case UInt8(ascii: "&"): [[byte], Array("\\u0026".utf8)]
        default: [[byte]]
        }
    }
}
