/// What a rule looks for: named selections and the conditions over them.
package struct Detection: Sendable {
    /// The selections in the order of the file; conditions name them by index.
    package let selections: [Selection]
    /// The conditions; the rule matches if any holds, and the first that does is reported.
    package let conditions: [Condition]

    package init(selections: [Selection], conditions: [Condition]) {
        self.selections = selections
        self.conditions = conditions
    }
}

/// A named search.
///
/// Source: Sigma rules specification 2.1, "Search-Identifier".
package struct Selection: Sendable {
    package let name: String
    package let search: Search
    package let location: SourceLocation

    package init(name: String, search: Search, location: SourceLocation) {
        self.name = name
        self.search = search
        self.location = location
    }
}

/// A tree of detection items.
package indirect enum Search: Sendable {
    /// A map: every member holds.
    case all([Search])
    /// A list: at least one member holds.
    case any([Search])
    /// A leaf.
    case item(DetectionItem)
}

/// One field (or every value of the event) against a list of values.
package struct DetectionItem: Sendable {
    /// The field, or `nil` for a keyword, which searches every scalar leaf of the event.
    package let field: FieldPath?
    /// The tests, one a value in the rule; never empty.
    package let tests: [ValueTest]
    /// Whether every test must hold (modifier `all`), each on any value of the field.
    package let requiresAll: Bool
    /// Whether the item holds when its tests do not (modifier `neq`).
    package let isNegated: Bool
    /// Where the field name stands in the rule.
    package let location: SourceLocation

    package init(
        field: FieldPath?,
        tests: [ValueTest],
        requiresAll: Bool = false,
        isNegated: Bool = false,
        location: SourceLocation
    ) {
        self.field = field
        self.tests = tests
        self.requiresAll = requiresAll
        self.isNegated = isNegated
        self.location = location
    }
}
