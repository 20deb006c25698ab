/// A stream that is read from its start to its end as it comes: standard input, a named pipe.
final class LiveStream: LiveInput {
    private let file: InputFile
    private let stream: ChunkStream
    private let origin: ChunkOrigin
    /// Whether the run writes what it would read.
    private var isOutput = false

    /// Reads an open input.
    ///
    /// - Parameters:
    ///   - file: the input.
    ///   - stream: its bytes.
    ///   - number: of the chunks' origin.
    init(_ file: InputFile, _ stream: ChunkStream, number: Int) {
        self.file = file
        self.stream = stream
        origin = ChunkOrigin(number: number, name: file.name)
    }

    /// A regular file is readable whenever somebody asks.
    var descriptor: Int32? {
        if case .stream = file.kind { file.descriptor } else { nil }
    }

    func exclude(_ outputs: @escaping @Sendable () -> [FileIdentity]) {
        isOutput = outputs().contains(file.identity)
    }

    func next(pool: BufferPool) -> LiveProduction {
        if isOutput {
            var chunk = StreamChunk(empty: pool)
            chunk.origin = origin
            chunk.endsOrigin = true
            chunk.error = PipelineError.writtenByRun(file.name)
            return .last(chunk)
        }
        switch stream.next(pool: pool, waits: false) {
        case .chunk(var chunk):
            chunk.origin = origin
            return .chunk(chunk)
        case .last(var chunk):
            chunk.origin = origin
            chunk.endsOrigin = true
            return .last(chunk)
        case .idle: return .idle
        case .cancelled: return .cancelled
        }
    }
}
