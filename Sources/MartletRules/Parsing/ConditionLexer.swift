/// Cuts a condition into tokens: parentheses, `|`, and words, which everything else is part of.
struct ConditionLexer {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// All tokens, an end token last.
    func tokens() -> [ConditionToken] {
        let bytes = Array(text.utf8)
        var tokens: [ConditionToken] = []
        var index = 0
        while index < bytes.count {
            let start = index
            index += 1
            let kind: ConditionToken.Kind
            switch ConditionLexer.kind(of: bytes[start]) {
            case nil: continue
            case .word:
                while index < bytes.count, ConditionLexer.kind(of: bytes[index]) == .word {
                    index += 1
                }
                kind = .word
            case .some(let sign): kind = sign
            }
            let word = String(decoding: bytes[start..<index], as: UTF8.self)
            tokens.append(ConditionToken(kind: kind, text: word, range: start..<index))
        }
        let end = bytes.count..<bytes.count
        tokens.append(ConditionToken(kind: .end, text: "", range: end))
        return tokens
    }

    /// The kind of token that a byte begins; white space begins none.
    private static func kind(of byte: UInt8) -> ConditionToken.Kind? {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): nil
        case UInt8(ascii: "("): .open
        case UInt8(ascii: ")"): .close
        case UInt8(ascii: "|"): .pipe
        default: .word
        }
    }
}
