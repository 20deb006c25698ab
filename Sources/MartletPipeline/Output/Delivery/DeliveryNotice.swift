/// What an output tells of itself, in a line.
package enum DeliveryNotice: Sendable, Equatable {
    /// Something is wrong.
    case outage(String)
    /// It is not any more.
    case recovery(String)
}
