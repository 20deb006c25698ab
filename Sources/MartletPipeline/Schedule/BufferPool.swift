/// Buffers for the chunks of streams, used again and again.
final class BufferPool: Sendable {
    private let free = Monitor<[ChunkBuffer]>([])
    private let capacity: Int

    /// Keeps buffers of this capacity; one that grew is cut back when it returns.
    init(capacity: Int) {
        self.capacity = capacity
    }

    func take() -> ChunkBuffer {
        free.update { $0.popLast() } ?? ChunkBuffer(capacity: capacity)
    }

    func give(_ buffer: ChunkBuffer) {
        buffer.shrink(to: capacity)
        free.update { $0.append(buffer) }
    }
}
