/// Conditions that must hold together on one element of an array.
///
/// The elements are the values of the field: the members of every array that it leads to, arrays
/// within them replaced by their members; a value that is no array is its own only element, and
/// `null` is none. Field names inside the block start from the element.
///
/// Source: SigmaHQ/sigma-specification, enhancement proposal 212.
package struct ElementBlock: Sendable {
    /// How many of the elements the conditions must hold for.
    package enum Quantifier: String, Sendable, CaseIterable {
        /// At least one.
        case any
        /// Every one, and there is one.
        case all
        /// Every one, or there is none.
        case allOrEmpty = "all_or_empty"
        /// Not one.
        case none
    }

    package var field: FieldReference
    package let quantifier: Quantifier
    /// What must hold of an element; any of its conditions.
    package var body: Detection
    /// Where the field name stands in the rule.
    package let location: SourceLocation

    package init(
        field: FieldReference,
        quantifier: Quantifier,
        body: Detection,
        location: SourceLocation
    ) {
        self.field = field
        self.quantifier = quantifier
        self.body = body
        self.location = location
    }
}
