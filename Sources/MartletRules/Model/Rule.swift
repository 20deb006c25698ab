/// A Sigma detection rule, checked and resolved.
///
/// Source: Sigma rules specification 2.1.
public struct Rule: Sendable {
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
    /// The kind of log it is for.
    public var logSource: LogSource
    /// The filters that apply to it, as indices of ``RuleSet/filters`` in the order of loading.
    public var filters: [Int]
    /// Where the document starts.
    public var location: SourceLocation
    package var detection: Detection
    package var message: MessageTemplate?
    package var tests: [RuleTest]

    package init(
        title: String,
        level: Level = .medium,
        detection: Detection,
        location: SourceLocation
    ) {
        self.title = title
        self.level = level
        self.tags = []
        self.references = []
        self.falsePositives = []
        self.logSource = LogSource()
        self.filters = []
        self.location = location
        self.detection = detection
        self.tests = []
    }
}
