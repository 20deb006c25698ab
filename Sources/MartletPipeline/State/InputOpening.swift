/// An input as a run begins to read it.
struct InputOpening: Sendable {
    /// Tells it from other openings.
    let number: Int
    /// How far it was read before, or its beginning.
    var start: InputPosition
    /// The file, if any part of it can be read at any time.
    var file: InputFile?
    /// The number of the position of an earlier run that led here.
    var earlier: Int?

    /// A hash of the bytes before an offset; 0 if they cannot be read.
    func tail(before offset: Int) -> UInt64 {
        file.map { InputOpening.tail(of: $0, before: offset) } ?? 0
    }

    static func tail(of file: InputFile, before offset: Int) -> UInt64 {
        let count = min(offset, InputHead.byteLimit)
        guard let bytes = file.bytes(at: offset - count, count: count), bytes.count == count else {
            return 0
        }
        return max(InputHead.hash(bytes), 1)
    }
}
