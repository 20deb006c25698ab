/// A rule that another document names by its id or its name.
package struct RuleReference: Sendable {
    package let text: String
    /// Where it stands in the file, in bytes.
    package let range: Range<Int>

    package init(text: String, range: Range<Int>) {
        self.text = text
        self.range = range
    }
}
