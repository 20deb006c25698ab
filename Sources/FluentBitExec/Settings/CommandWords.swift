/// Splits a command into words, as a shell does, but for everything that a shell expands.
///
/// Words end at blanks. Single quotes keep all bytes; in double quotes a backslash takes the special
/// meaning from `"` and `\`; outside quotes from any character.
package struct CommandWords {
    /// Why a command cannot be split.
    package enum Failure: Error, Equatable {
        case openQuote(Character)
        case trailingBackslash
    }

    /// What the command says, without quotes.
    package let words: [String]

    /// Splits a command.
    ///
    /// - Parameter command: as a user writes it.
    /// - Throws: for a quote that is not closed, and a backslash at the end.
    package init(_ command: String) throws(Failure) {
        var words: [String] = []
        // Nothing between words; an empty text behind empty quotes.
        var word: String?
        var quote: Character?
        var rest = command.makeIterator()
        while let character = rest.next() {
            switch (quote, character) {
            case (nil, " "), (nil, "\t"), (nil, "\n"):
                if let ended = word { words.append(ended) }
                word = nil
            case (nil, "'"), (nil, "\""):
                quote = character
                word = word ?? ""
            case (let open?, _) where open == character:
                quote = nil
            case ("'", _):
                word?.append(character)
            case (_, "\\"):
                guard let next = rest.next() else { throw .trailingBackslash }
                if quote == "\"", next != "\"", next != "\\" { word = (word ?? "") + "\\" }
                word = (word ?? "") + String(next)
            default:
                word = (word ?? "") + String(character)
            }
        }
        if let quote { throw .openQuote(quote) }
        if let word { words.append(word) }
        self.words = words
    }
}
