/// Reads what is delivered to a queue.
final class DeliveredEvents: LiveInput {
    /// The delivery that is being read.
    private struct Current {
        let number: Int
        let arrival: ContinuousClock.Instant
        let stream: ChunkStream
        let origin: ChunkOrigin
        var unpackedByteCount = 0
    }

    private let queue: DeliveryQueue
    private let options: PipelineOptions
    private let keepsLongLines: Bool
    private let numbers: OriginNumbers
    private var current: Current?

    init(
        _ queue: DeliveryQueue,
        options: PipelineOptions,
        keepsLongLines: Bool,
        numbers: OriginNumbers
    ) {
        self.queue = queue
        self.options = options
        self.keepsLongLines = keepsLongLines
        self.numbers = numbers
    }

    func next(pool: BufferPool) -> LiveProduction {
        while true {
            guard let current = current ?? begin() else { return .idle }
            switch current.stream.next(pool: pool, waits: false) {
            case .chunk(let chunk): return .chunk(pass(chunk, of: current, isLast: false))
            case .last(let chunk): return .chunk(pass(chunk, of: current, isLast: true))
            case .idle, .cancelled: return .cancelled
            }
        }
    }

    private func begin() -> Current? {
        guard let delivery = queue.next() else { return nil }
        let stream = ChunkStream(
            name: delivery.source,
            MemorySource(delivery.bytes),
            options: options,
            isLines: delivery.isLines,
            keepsLongLines: keepsLongLines
        )
        let origin = ChunkOrigin(number: numbers.next(), name: delivery.source)
        return Current(
            number: delivery.number,
            arrival: delivery.arrival,
            stream: stream,
            origin: origin
        )
    }

    /// Goes on to the next delivery behind the last chunk of one, or the first that is too much.
    private func pass(
        _ chunk: StreamChunk,
        of delivery: Current,
        isLast: Bool
    ) -> StreamChunk {
        var chunk = chunk
        var delivery = delivery
        delivery.unpackedByteCount += chunk.byteCount + (chunk.longLine?.byteCount ?? 0)
        chunk.origin = delivery.origin
        chunk.arrival = delivery.arrival
        let outcome: DeliveryQueue.Outcome? =
            if let error = chunk.error {
                .unreadable(error.reason ?? error.description)
            } else if delivery.unpackedByteCount > queue.unpackedByteLimit {
                .tooLarge
            } else {
                isLast ? .written : nil
            }
        // Whoever delivered is told of what is wrong, and nobody else need be.
        chunk.error = nil
        if let outcome {
            chunk.endsOrigin = true
            chunk.receipt = .delivery(queue, number: delivery.number, outcome)
        }
        current = outcome == nil ? delivery : nil
        return chunk
    }
}
