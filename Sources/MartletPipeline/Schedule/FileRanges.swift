/// The ranges of a regular file that have not been handed out yet.
struct FileRanges {
    let input: Int
    private let file: InputFile
    private let fileByteCount: Int
    private let options: PipelineOptions
    private var next = 0

    init(input: Int, file: InputFile, fileByteCount: Int, options: PipelineOptions) {
        self.input = input
        self.file = file
        self.fileByteCount = fileByteCount
        self.options = options
    }

    /// How many ranges the file has in all.
    var count: Int { (fileByteCount + options.chunkByteCount - 1) / options.chunkByteCount }

    var isExhausted: Bool { next >= count }

    var nextPosition: ChunkPosition { ChunkPosition(input: input, chunk: next) }

    mutating func takeNext() -> FileRange {
        let start = next * options.chunkByteCount
        next += 1
        return FileRange(
            file: file,
            fileByteCount: fileByteCount,
            starts: start..<min(start + options.chunkByteCount, fileByteCount),
            lineByteLimit: options.lineByteLimit
        )
    }
}
