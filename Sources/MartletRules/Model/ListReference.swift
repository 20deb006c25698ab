/// A list that a rule names under `martlet: requires:`.
package struct ListReference: Sendable {
    package let name: String
    /// Where it stands in the file, in bytes.
    package let range: Range<Int>
}
