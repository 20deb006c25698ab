/// An event that a rule must, or must not, match; stands beside the rule under `martlet: tests:`.
package struct RuleTest: Sendable {
    /// Where the event comes from.
    package enum Source: Sendable, Equatable {
        /// One event as JSON text on one line.
        case inline([UInt8])
        /// A file of JSON lines, relative to the rule's folder; every line is one case.
        case file(String)
    }

    package let name: String
    package let expectsMatch: Bool
    package let source: Source
    package let location: SourceLocation

    package init(name: String, expectsMatch: Bool, source: Source, location: SourceLocation) {
        self.name = name
        self.expectsMatch = expectsMatch
        self.source = source
        self.location = location
    }
}
