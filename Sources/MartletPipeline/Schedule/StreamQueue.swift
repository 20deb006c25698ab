/// A stream, and the chunks of it that wait for a thread that scans them.
final class StreamQueue {
    let input: Int
    let stream: any ChunkSource
    /// Whether a thread is reading from it.
    var isBusy = false
    /// Whether its last chunk has been read.
    var hasEnded = false
    private var ready: [(ChunkPosition, StreamChunk)] = []
    /// The position of the chunk to be read next.
    private(set) var nextPosition: ChunkPosition

    init(input: Int, stream: any ChunkSource) {
        self.input = input
        self.stream = stream
        nextPosition = ChunkPosition(input: input, chunk: 0)
    }

    var isExhausted: Bool { hasEnded && ready.isEmpty }

    func canFill(readyLimit: Int) -> Bool {
        !isBusy && !hasEnded && ready.count < readyLimit
    }

    func append(_ chunk: StreamChunk) {
        ready.append((nextPosition, chunk))
        nextPosition.chunk += 1
    }

    func takeReady() -> (ChunkPosition, StreamChunk)? {
        ready.isEmpty ? nil : ready.removeFirst()
    }
}
