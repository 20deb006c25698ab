/// A search for a regular expression and what to put in place of each occurrence.
package struct StringReplacement: Sendable {
    package let regex: RegularExpression
    /// The replacement; `\1` to `\9` are groups of the expression, `\0` is all that it matched, and
    /// `\\` is a backslash.
    package let replacement: String
    /// Whether wildcards are left alone, and only what lies between them is searched.
    package let skipsWildcards: Bool
    /// Whether, when they are left alone, `*` and `?` in what comes out are wildcards.
    package let readsWildcards: Bool
}
