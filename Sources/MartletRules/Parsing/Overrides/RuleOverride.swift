/// What a site changes about a rule that is not its own, without regard to other documents.
struct RuleOverride: Sendable {
    /// Events whose matches are harmless, which become a filter of the rule.
    struct Exclusion: Sendable {
        /// What selects them.
        var detection: Detection
        let reason: String?
        let expires: CalendarDate?
        let isExpired: Bool
        let location: SourceLocation
    }

    /// A value, and where its key stands in the file.
    struct Setting<Value: Sendable>: Sendable {
        let value: Value
        let range: Range<Int>
    }

    /// The id or the name of the rule.
    let rule: RuleReference
    let level: Setting<Level>?
    let isEnabled: Setting<Bool>?
    let exclusions: [Exclusion]
    /// Where exclusions begin.
    let exclusionRange: Range<Int>?
}
