/// What became of a delivery that was taken.
package enum DeliveryOutcome: Sendable, Equatable {
    /// The signals of all its events are written, and what is no event is counted.
    case written
    /// It unpacks to more than is allowed.
    case tooLarge
    /// It cannot be unpacked, for the given reason; nothing of it is to be sent again.
    case unreadable(String)
    /// Its signals could not be written, for the given reason; it is to be sent again.
    case failed(String)
}
