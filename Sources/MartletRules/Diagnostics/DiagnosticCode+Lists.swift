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

    /// These codes in the order of their numbers.
    static let ofLists: [DiagnosticCode] = [
        .invalidList,
        .duplicateList,
        .unknownList,
        .absentListValue,
    ]
}
