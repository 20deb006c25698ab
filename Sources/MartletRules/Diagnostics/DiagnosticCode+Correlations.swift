/// The codes of correlations and quiet rules.
extension DiagnosticCode {
    /// A key of a correlation does not exist.
    public static let unknownCorrelationKey = DiagnosticCode(
        100,
        "A key of a correlation does not exist."
    )
    /// The type of a correlation does not exist.
    public static let unknownCorrelationType = DiagnosticCode(
        101,
        "The type of a correlation does not exist."
    )
    /// A part that a correlation of this type needs is missing.
    public static let incompleteCorrelation = DiagnosticCode(
        102,
        "A part that a correlation of this type needs is missing."
    )
    /// A part of a correlation says nothing for its type, or beside another part.
    public static let misplacedCorrelationPart = DiagnosticCode(
        103,
        "A part of a correlation says nothing for its type, or beside another part."
    )
    /// A length of time cannot be read, or is zero or too long.
    public static let invalidTimeSpan = DiagnosticCode(
        104,
        "A length of time cannot be read, or is zero or too long."
    )
    /// No number satisfies the comparisons.
    public static let impossibleComparison = DiagnosticCode(
        105,
        "No number satisfies the comparisons."
    )
    /// A correlation names a rule that is not loaded.
    public static let unknownCorrelatedRule = DiagnosticCode(
        106,
        "A correlation names a rule that is not loaded."
    )
    /// A correlation names a rule that has errors.
    public static let rejectedCorrelatedRule = DiagnosticCode(
        107,
        "A correlation names a rule that has errors."
    )
    /// A correlation names an id or name that several rules have.
    public static let ambiguousReference = DiagnosticCode(
        108,
        "A correlation names an id or name that several rules have."
    )
    /// Correlations refer to each other in a circle, or in too long a chain.
    public static let correlationCircle = DiagnosticCode(
        109,
        "Correlations refer to each other in a circle, or in too long a chain."
    )
    /// A rule or a field stands twice in one list.
    public static let namedTwice = DiagnosticCode(
        110,
        "A rule or a field stands twice in one list."
    )
    /// A case of 'severity_if' cannot be read.
    public static let invalidSeverityCase = DiagnosticCode(
        111,
        "A case of 'severity_if' cannot be read."
    )
}
