/// An event that a rule must, or must not, match, or a sequence of events that must give signals;
/// stands beside the rule under `martlet: tests:`.
package struct RuleTest: Sendable {
    /// Where the events come from.
    package enum Source: Sendable, Equatable {
        /// One event as JSON text on one line.
        case inline([UInt8])
        /// Events as JSON text, each on one line.
        case sequence([[UInt8]])
        /// A file of JSON lines, relative to the rule's folder.
        ///
        /// Every line is one case, unless the lines are a sequence.
        case file(String)
    }

    package let name: String
    package let source: Source
    /// What a sequence must give; `nil` for events that are looked at one by one.
    package let signals: SignalExpectation?
    /// Whether the rule must match, or the sequence give any signal.
    package let expectsMatch: Bool
    package let location: SourceLocation

    package init(
        name: String,
        expectsMatch: Bool,
        source: Source,
        signals: SignalExpectation? = nil,
        location: SourceLocation
    ) {
        self.name = name
        self.expectsMatch = expectsMatch
        self.source = source
        self.signals = signals
        self.location = location
    }

    /// The test of a correlation, which knows only sequences.
    package var asSequence: RuleTest {
        RuleTest(
            name: name,
            expectsMatch: expectsMatch,
            source: source,
            signals: signals ?? (expectsMatch ? .some : .number(0)),
            location: location
        )
    }
}
