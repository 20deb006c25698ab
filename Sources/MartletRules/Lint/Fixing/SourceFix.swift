/// Edits that belong together and settle one problem.
package struct SourceFix: Sendable, Equatable {
    /// What the fix does, as a lower-case imperative: `write the date as 2024-01-02`.
    package let summary: String
    /// The edits, which do not overlap.
    package let edits: [SourceEdit]
    /// How the rule means something else afterwards, or `nil` when it means the same.
    package let consequence: String?

    init(_ summary: String, _ edits: [SourceEdit], consequence: String? = nil) {
        self.summary = summary
        self.edits = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
        self.consequence = consequence
    }

    /// A fix of one edit.
    init(
        _ summary: String,
        replacing range: Range<Int>,
        with text: String,
        consequence: String? = nil
    ) {
        self.init(
            summary,
            [SourceEdit(range: range, replacement: text)],
            consequence: consequence
        )
    }
}
