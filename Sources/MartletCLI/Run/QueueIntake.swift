internal import MartletPipeline
internal import MartletServer

/// Hands what listeners receive to a run.
struct QueueIntake: EventIntake {
    let queue: DeliveryQueue

    var isReady: Bool { queue.hasRoom }

    func take(
        _ delivery: Delivery,
        completion: @escaping @Sendable (DeliveryOutcome) -> Void
    ) -> Bool {
        queue.deliver(
            delivery.bytes,
            from: delivery.source,
            isLines: delivery.form == .lines
        ) { outcome in
            let answer: DeliveryOutcome =
                switch outcome {
                case .written: .written
                case .tooLarge: .tooLarge
                case .unreadable(let reason): .unreadable(reason)
                case .abandoned: .failed("martlet stops")
                }
            completion(answer)
        }
    }
}
