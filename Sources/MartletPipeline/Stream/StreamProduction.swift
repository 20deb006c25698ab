/// What asking a stream for its next chunk gave.
enum StreamProduction {
    case chunk(StreamChunk)
    /// The last chunk.
    case last(StreamChunk)
    /// A line exceeds the limit and has to be copied to the dead letters while it is read, so
    /// everything before it must be written first.
    case needsTurn
    /// The dead letters could not be written.
    case outputFailed(PipelineError)
    case cancelled
}
