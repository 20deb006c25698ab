/// The signals that a sequence of events must give in a test.
package enum SignalExpectation: Sendable, Equatable {
    /// At least one.
    case some
    /// Exactly so many.
    case number(Int)
    /// These and no others, in any order.
    case listed([ExpectedSignal])
}
