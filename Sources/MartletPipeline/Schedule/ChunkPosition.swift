/// Where a chunk belongs in the order of the output.
struct ChunkPosition: Hashable, Comparable, Sendable {
    /// The input's index.
    var input: Int
    /// The chunk's index within the input.
    var chunk: Int

    static func < (first: ChunkPosition, second: ChunkPosition) -> Bool {
        (first.input, first.chunk) < (second.input, second.chunk)
    }
}
