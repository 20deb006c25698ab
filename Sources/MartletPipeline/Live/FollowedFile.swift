/// A file that is followed, and its events.
final class FollowedFile {
    let source: GrowingFile
    private let stream: ChunkStream
    private let origin: ChunkOrigin
    /// How reading began, until the first chunk says so.
    private var opening: InputOpening?
    private var lineCount: Int
    private let hasOwnExtent: Bool
    /// Since when the file is at none of the paths that are followed.
    var goneSince: ContinuousClock.Instant?

    init(
        _ source: GrowingFile,
        _ stream: ChunkStream,
        origin: ChunkOrigin,
        opening: InputOpening?
    ) {
        self.source = source
        self.stream = stream
        self.origin = origin
        self.opening = opening
        lineCount = opening?.start.lineCount ?? 0
        hasOwnExtent = opening != nil
    }

    var name: String { origin.name }

    func next(pool: BufferPool) -> StreamProduction {
        switch stream.next(pool: pool, waits: false) {
        case .chunk(let chunk): .chunk(prepared(chunk, isLast: false))
        case .last(let chunk): .last(prepared(chunk, isLast: true))
        case .idle: .idle
        case .cancelled: .cancelled
        }
    }

    private func prepared(_ chunk: StreamChunk, isLast: Bool) -> StreamChunk {
        var chunk = chunk
        chunk.origin = origin
        chunk.endsOrigin = isLast
        guard hasOwnExtent else { return chunk }
        chunk.extent.opening = opening
        if opening != nil { chunk.extent.skippedLineCount = lineCount }
        opening = nil
        chunk.extent.end = chunk.offset + chunk.byteCount + (chunk.longLine?.byteCount ?? 0)
        if let position = source.position, position.offset == chunk.extent.end {
            chunk.extent.tail = position.tail
        }
        return chunk
    }
}
