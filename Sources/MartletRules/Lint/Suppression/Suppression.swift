/// A comment that keeps lints from speaking: `# martlet: ignore M254 the caller is checked above`.
struct Suppression {
    /// What the comment covers.
    enum Scope: Equatable {
        /// The line, counted from 1, on which the problem begins.
        case line(Int)
        case file
        /// Nothing: the word behind `martlet:` is none that is known.
        case nothing
    }

    /// A code as it is written, and its place.
    struct Entry {
        let text: String
        let range: Range<Int>
        /// The code, or `nil` when there is none of that number.
        let code: DiagnosticCode?
    }

    let scope: Scope
    let entries: [Entry]
    /// Where the word behind `martlet:` stands.
    let range: Range<Int>
}
