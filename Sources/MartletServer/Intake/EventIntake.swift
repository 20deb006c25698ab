/// Takes what listeners receive.
///
/// Called on event loops: it never blocks.
package protocol EventIntake: Sendable {
    /// Whether a delivery made now is likely to be taken; if not, requests are turned away unread.
    var isReady: Bool { get }

    /// Takes a delivery, or refuses it at once.
    ///
    /// - Parameters:
    ///   - delivery: what was received.
    ///   - completion: called exactly once, from any thread, if the delivery was taken; never if not.
    /// - Returns: `false` if it is full or stopping: nothing was taken, and the client is asked to come again.
    func take(
        _ delivery: Delivery,
        completion: @escaping @Sendable (DeliveryOutcome) -> Void
    ) -> Bool
}
