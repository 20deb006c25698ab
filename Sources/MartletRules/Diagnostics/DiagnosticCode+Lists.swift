/// The codes of lists, and of what sites change about rules.
extension DiagnosticCode {
    /// A document of lists, or a list in it, cannot be read.
    public static let invalidList = DiagnosticCode(
        120,
        "A document of lists, or a list in it, cannot be read."
    )
    /// A list is defined or replaced twice, or has the name of a placeholder.
    public static let duplicateList = DiagnosticCode(
        121,
        "A list is defined or replaced twice, or has the name of a placeholder."
    )
    /// A list is changed or required that no file defines.
    public static let unknownList = DiagnosticCode(
        122,
        "A list is changed or required that no file defines."
    )
    /// A value is taken away from a list that does not hold it.
    public static let absentListValue = DiagnosticCode(
        123,
        "A value is taken away from a list that does not hold it."
    )
    /// An override is incomplete or cannot be read.
    public static let invalidOverride = DiagnosticCode(
        124,
        "An override is incomplete or cannot be read."
    )
    /// An override names a rule that is not loaded.
    public static let unknownOverriddenRule = DiagnosticCode(
        125,
        "An override names a rule that is not loaded."
    )
    /// Two overrides change the same part of one rule.
    public static let duplicateOverride = DiagnosticCode(
        126,
        "Two overrides change the same part of one rule."
    )

    /// A document of settings of 'martlet run' cannot be read.
    public static let invalidRunSettings = DiagnosticCode(
        127,
        "A document of settings of 'martlet run' cannot be read."
    )

    /// These codes in the order of their numbers.
    static let ofLists: [DiagnosticCode] = [
        .invalidList,
        .duplicateList,
        .unknownList,
        .absentListValue,
        .invalidOverride,
        .unknownOverriddenRule,
        .duplicateOverride,
        .invalidRunSettings,
    ]
}
