/// What detection rules and correlations say about themselves.
///
/// Source: Sigma rules and correlation rules specifications 2.1.
public struct RuleMetadata: Sendable {
    /// The identifier, a UUID when the author kept to the specification.
    public var id: String?
    /// What the rule detects, in a few words.
    public var title: String
    /// A short name by which other documents refer to the rule.
    public var name: String?
    /// How far the rule is trusted: `stable`, `test`, `experimental`, `deprecated`, `unsupported`.
    public var status: String?
    /// How serious a match is; a rule without one counts as ``Level/medium``.
    public var level: Level
    /// Labels such as `attack.execution` and `attack.t1609`.
    public var tags: [String]
    /// Who wrote it.
    public var author: String?
    /// Why it matters.
    public var description: String?
    /// Where to read on.
    public var references: [String]
    /// The known false positives.
    public var falsePositives: [String]
    /// The rules that it came from, replaces or resembles.
    public var related: [RelatedRule]
    /// An SPDX identifier of the licence it is published under.
    public var license: String?
    /// The naming scheme of its fields, when it is not Sigma's own.
    public var taxonomy: String?
    /// When it was written, as the author writes it.
    public var date: String?
    /// When its meaning changed last, as the author writes it.
    public var modified: String?
    /// Where the document starts.
    public var location: SourceLocation
    /// The attributes that neither Sigma nor martlet defines, in the order of the document.
    package var customAttributes: [YAMLMember]

    package init(title: String, level: Level, location: SourceLocation) {
        self.title = title
        self.level = level
        self.tags = []
        self.references = []
        self.falsePositives = []
        self.related = []
        self.location = location
        self.customAttributes = []
    }
}
