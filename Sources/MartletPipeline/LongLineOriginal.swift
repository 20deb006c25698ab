/// Where the bytes of a line are that exceeds the limit.
enum LongLineOriginal: Sendable {
    /// In a file that can be read at any place, from this offset on.
    case file(InputFile, offset: Int)
    /// Put aside while a stream was read, from the start.
    case copy(TemporaryFile)

    /// Bytes of the line from an offset in it on; fewer than asked for where they end.
    func read(at offset: Int, count: Int) throws(PipelineError) -> [UInt8] {
        switch self {
        case .file(let file, let start): try file.read(at: start + offset, count: count)
        case .copy(let file): try file.read(at: offset, count: count)
        }
    }
}
