/// A list of values that rules read by its name: `user.username|expand: '%system_users%'`.
///
/// One file defines it, others add to it, take away from it or replace it; this is what came of that.
public struct NamedList: Sendable {
    /// The name, without percent signs.
    public let name: String
    /// What is on the list, and why, in a sentence.
    public let description: String?
    /// The values, each once: those of the definition in its order, then what was added, sorted.
    public let values: [String]
    /// Where the list is defined.
    public let location: SourceLocation
    /// Where its name stands in the defining file, in bytes.
    package let range: Range<Int>

    package init(
        name: String,
        description: String? = nil,
        values: [String],
        location: SourceLocation,
        range: Range<Int>
    ) {
        self.name = name
        self.description = description
        self.values = values
        self.location = location
        self.range = range
    }
}
