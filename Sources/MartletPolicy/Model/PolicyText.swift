/// A text of a policy and where it stands.
package struct PolicyText: Sendable, Hashable {
    package let text: String
    package let range: Range<Int>

    package init(_ text: String, range: Range<Int> = 0..<0) {
        self.text = text
        self.range = range
    }
}
