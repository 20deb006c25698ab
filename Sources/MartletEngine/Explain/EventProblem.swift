/// Why a text cannot be explained.
package enum EventProblem: Error, Equatable {
    /// It is no event, and the offset of the byte to blame.
    case malformed(ScanFailure, position: Int)
    /// It holds so many events: none, or more than one.
    case count(Int)
}
