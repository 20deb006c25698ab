/// What gives chunks, one after another, to one thread at a time.
protocol ChunkSource: AnyObject {
    /// The next chunk, waited for if need be.
    ///
    /// - Parameter pool: where buffers are taken from.
    /// - Returns: a chunk, or why there is none; never ``StreamProduction/idle``.
    func next(pool: BufferPool) -> StreamProduction
}
