/// One field (or every value of the event) against a list of values.
package struct DetectionItem: Sendable {
    /// The field, or `nil` for a keyword, which searches every scalar leaf of the event.
    package var field: FieldReference?
    /// What the words behind the field name say.
    package var modifiers: ItemModifiers
    /// The values, as the rule lists them; never empty.
    package var values: [ItemValue]
    /// Where the field name stands in the rule.
    package let location: SourceLocation

    /// Whether every value must hold (modifier `all`), each on any value of the field.
    package var requiresAll: Bool { modifiers.requiresAll }
    /// Whether the item holds when its values do not (modifier `neq`).
    package var isNegated: Bool { modifiers.isNegated }

    package init(
        field: FieldReference?,
        modifiers: ItemModifiers,
        values: [ItemValue],
        location: SourceLocation
    ) {
        self.field = field
        self.modifiers = modifiers
        self.values = values
        self.location = location
    }
}
