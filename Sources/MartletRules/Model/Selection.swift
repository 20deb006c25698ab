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
