/// A replacement of some bytes of a rule file.
package struct SourceEdit: Sendable, Equatable {
    /// The bytes that go; empty for an insertion.
    package let range: Range<Int>
    /// What takes their place.
    package let replacement: String
}
