/// A rule or a correlation that is sound and takes no part in a run.
public struct DisabledRule: Sendable {
    /// Why it takes no part.
    public enum Reason: Sendable, Equatable {
        /// It requires a list that has no values, or that no file defines.
        case emptyList(String)
        /// A site says so at this place: `enabled: false`.
        case override(SourceLocation)
        /// It reads rules that are disabled, and means nothing without this one.
        case reads(String)
    }

    /// What the document says about itself.
    public let metadata: RuleMetadata
    /// Why it takes no part.
    public let reason: Reason
}

extension DisabledRule.Reason: CustomStringConvertible {
    /// The reason as the end of a sentence, for people.
    public var description: String {
        switch self {
        case .emptyList(let name): "the list '\(name)' is empty"
        case .override(let place): "\(place) says so"
        case .reads(let title): "it reads '\(title)', which is disabled"
        }
    }
}
