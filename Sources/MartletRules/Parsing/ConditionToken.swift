/// A word or sign of a condition.
struct ConditionToken {
    enum Kind: Equatable {
        case word
        case open
        case close
        case pipe
        case end
    }

    let kind: Kind
    let text: String
    /// The bytes of the condition's text.
    let range: Range<Int>

    /// Whether the token is a word of the language, in any case.
    ///
    /// The word is given in lower-case letters of ASCII.
    func isKeyword(_ keyword: String) -> Bool {
        kind == .word && text.utf8.count == keyword.utf8.count
            && zip(text.utf8, keyword.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
}
