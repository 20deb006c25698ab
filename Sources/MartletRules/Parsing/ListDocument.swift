/// What a document with `lists:` says about lists, without regard to other documents.
struct ListDocument: Sendable {
    /// A value, and where it stands in the file.
    struct Value: Sendable, Equatable {
        let text: String
        let range: Range<Int>
    }

    /// What is said about one list.
    enum Statement: Sendable {
        case definition(values: [Value], description: String?, example: [Value])
        /// What a site changes; `replacement` takes the place of the definition's values.
        case change(added: [Value], removed: [Value], replacement: [Value]?)
    }

    /// A name with what is said about it.
    struct Entry: Sendable {
        let name: String
        /// Where the name stands.
        let range: Range<Int>
        /// `nil` where it cannot be read, so that rules know the name to be taken.
        let statement: Statement?
    }

    let entries: [Entry]
    let file: SourceFile
}
