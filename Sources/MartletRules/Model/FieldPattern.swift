/// A field of a log source, or with `.**` at its end everything below one.
package struct FieldPattern: Sendable, Equatable {
    package let path: FieldPath
    /// Whether any path that begins with this one is meant too; nothing is known of their values.
    package let includesDescendants: Bool
    /// What the field holds: one text unless the definition says otherwise.
    package let form: SignalOutline.Form
    /// All texts that the field ever holds, or `nil` when that is not known.
    package let values: [String]?

    package init(
        path: FieldPath,
        includesDescendants: Bool = false,
        form: SignalOutline.Form = .text,
        values: [String]? = nil
    ) {
        self.path = path
        self.includesDescendants = includesDescendants
        self.form = form
        self.values = values
    }

    /// Whether the field never has more than one value.
    package var isScalar: Bool { !includesDescendants && form != .list }
}
