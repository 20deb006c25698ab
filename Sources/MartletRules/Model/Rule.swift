/// A Sigma detection rule, checked and resolved.
///
/// What it says about itself is read as if it were its own: `rule.title`.
///
/// Source: Sigma rules specification 2.1.
@dynamicMemberLookup
public struct Rule: Sendable {
    /// What the document says about itself.
    public var metadata: RuleMetadata
    /// The kinds of machine that it is meant for.
    public var scope: [String]
    /// The fields that help whoever looks into a match.
    public var fields: [String]
    /// The kind of log it is for.
    public var logSource: LogSource
    /// The filters that apply to it, as indices of ``RuleSet/filters`` in the order of loading.
    public var filters: [Int]
    package var detection: Detection
    package var message: MessageTemplate?
    /// How its matches become fewer signals, if they do.
    package var quieting: Quieting?
    package var severityCases: [SeverityCase]
    /// Whether its matches give no signals, because only correlations read them.
    package var isSilent = false
    /// The lists without which the rule is disabled.
    package var requiredLists: [ListReference] = []
    /// Why the rule takes no part in a run, if it does not.
    package var disabling: DisabledRule.Reason?
    package var tests: [RuleTest]
    /// The changes of events that are known to escape the rule.
    package var evasions: [DocumentedEvasion] = []

    package init(
        title: String,
        level: Level = .medium,
        detection: Detection,
        location: SourceLocation
    ) {
        self.metadata = RuleMetadata(title: title, level: level, location: location)
        self.scope = []
        self.fields = []
        self.logSource = LogSource()
        self.filters = []
        self.detection = detection
        self.severityCases = []
        self.tests = []
    }

    /// Makes its matches give no signals, and therefore no quiet ones either.
    mutating func silence() {
        isSilent = true
        quieting = nil
    }

    /// What the document says about itself.
    public subscript<Value>(dynamicMember path: KeyPath<RuleMetadata, Value>) -> Value {
        metadata[keyPath: path]
    }

    /// What the document says about itself, to be changed.
    public subscript<Value>(
        dynamicMember path: WritableKeyPath<RuleMetadata, Value>
    ) -> Value {
        get { metadata[keyPath: path] }
        set { metadata[keyPath: path] = newValue }
    }
}
