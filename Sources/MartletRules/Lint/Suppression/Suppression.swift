/// A comment that keeps lints from speaking: `# martlet: ignore M254 the caller is checked above`.
struct Suppression {
    /// What the comment covers.
    enum Scope: Equatable {
        /// The line, counted from 1, on which the problem begins.
        case line(Int)
        case file
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
    /// Where the word `ignore` stands.
    let range: Range<Int>
}
