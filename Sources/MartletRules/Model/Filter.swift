/// What must hold, besides a rule, for its matches to become signals: a Sigma filter document.
///
/// A filter is AND-ed to the rules that it applies to. One that hides what is known to be harmless
/// therefore says `not`.
///
/// Source: Sigma filters specification 2.1; `reason` and `expires` are martlet's.
public struct Filter: Sendable {
    /// Which rules a filter applies to, among those that its log source admits.
    package enum Target: Sendable {
        /// All of them: `rules: any`, which stands at these bytes of the file.
        case all(Range<Int>)
        /// Those with these ids or names.
        case named([RuleReference])
    }

    /// The identifier, a UUID when the author kept to the specification.
    public let id: String?
    /// What the filter hides, in a few words.
    public let title: String
    /// Why it is right to hide it.
    public let reason: String?
    /// The last day on which the filter hides anything.
    public let expires: CalendarDate?
    /// The kind of log that it is for; every part that it states must be the rule's.
    public var logSource: LogSource
    /// Where the document starts.
    public let location: SourceLocation
    package let target: Target
    /// Its selections, of which rules know nothing, and what must hold of them.
    package var detection: Detection
    /// Whether its last day had passed when it was loaded; it then hides nothing.
    public internal(set) var isExpired = false

    package init(
        id: String? = nil,
        title: String,
        reason: String? = nil,
        expires: CalendarDate? = nil,
        logSource: LogSource,
        target: Target,
        detection: Detection,
        location: SourceLocation
    ) {
        self.id = id
        self.title = title
        self.reason = reason
        self.expires = expires
        self.logSource = logSource
        self.target = target
        self.detection = detection
        self.location = location
    }
}
