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
    func isKeyword(_ keyword: String) -> Bool {
        kind == .word && text.utf8.count == keyword.utf8.count && text.lowercased() == keyword
    }
}
