/// What a rule looks for: named selections and the conditions over them.
package struct Detection: Sendable {
    /// The selections in the order of the file; conditions name them by index.
    package var selections: [Selection]
    /// The conditions; the rule matches if any holds, and the first that does is reported.
    package var conditions: [Condition]

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
    package var search: Search
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
    /// A block over the elements of an array, `containers[any]:`.
    case elements(ElementBlock)
    /// A leaf.
    case item(DetectionItem)
}
