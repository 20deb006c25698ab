/// How a rule came from another one, or stands to it.
///
/// Source: Sigma rules specification 2.1, "Identification".
public struct RelatedRule: Sendable, Hashable {
    /// `derived`, `obsolete`, `merged`, `renamed` or `similar`.
    public let type: String
    /// The other rule.
    public let id: String

    package init(type: String, id: String) {
        self.type = type
        self.id = id
    }
}
