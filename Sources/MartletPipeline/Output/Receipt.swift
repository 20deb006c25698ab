/// Whom to tell that a chunk, and all before it, is dealt with.
enum Receipt: Sendable {
    /// The feeder of a stream, of this batch.
    case batch(UInt64)
    /// Whoever made this delivery, and what became of it.
    case delivery(DeliveryQueue, number: Int, DeliveryQueue.Outcome)
}
