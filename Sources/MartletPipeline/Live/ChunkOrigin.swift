/// The input that a chunk is of, where one stream joins several.
struct ChunkOrigin: Sendable {
    /// Tells it from others, also from an earlier one of the same name.
    let number: Int
    /// The name in signals and messages.
    let name: String
}
