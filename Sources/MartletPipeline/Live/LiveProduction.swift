/// What asking a live input for its next chunk gave.
enum LiveProduction {
    case chunk(StreamChunk)
    /// The last chunk: nothing more will come.
    case last(StreamChunk)
    /// Nothing yet.
    case idle
    case cancelled
}
