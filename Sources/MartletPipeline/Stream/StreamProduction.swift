/// What asking a stream for its next chunk gave.
enum StreamProduction {
    case chunk(StreamChunk)
    /// The last chunk.
    case last(StreamChunk)
    /// Nothing yet, where nothing was to be waited for.
    case idle
    case cancelled
}
