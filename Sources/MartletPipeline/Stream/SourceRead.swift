/// What reading from a source gave.
enum SourceRead: Equatable {
    /// This many bytes, at least one.
    case bytes(Int)
    /// Nothing, and nothing will come.
    case end
    /// Nothing yet.
    case idle
    /// The run is to end.
    case cancelled
}
