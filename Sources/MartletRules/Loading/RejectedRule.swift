/// A document, or a file that is no YAML, that did not become a rule.
package struct RejectedRule: Sendable, Equatable {
    /// The title, or `nil` when the document has none.
    package let title: String?
    /// The identifier, or `nil` when the document has none.
    package let id: String?
    /// The short name by which other documents refer to it, or `nil` when the document has none.
    package let shortName: String?
    /// Where the document starts.
    package let location: SourceLocation
    /// The first error in it.
    package let reason: Diagnostic

    /// What to call it: the title, else the id, else its place.
    package var name: String { title ?? id ?? location.description }
}
