/// The ranges of a regular file that have not been handed out yet.
struct FileRanges {
    let input: Int
    private let file: InputFile
    private let fileByteCount: Int
    private let options: PipelineOptions
    /// Where reading begins, if positions are kept.
    private let opening: InputOpening?
    private var next = 0

    init(
        input: Int,
        file: InputFile,
        fileByteCount: Int,
        options: PipelineOptions,
        opening: InputOpening?
    ) {
        self.input = input
        self.file = file
        self.fileByteCount = fileByteCount
        self.options = options
        self.opening = opening
    }

    /// How many ranges the file has in all.
    ///
    /// One at least, though it be empty.
    var count: Int {
        max(1, (fileByteCount - start + options.chunkByteCount - 1) / options.chunkByteCount)
    }

    private var start: Int { opening?.start.offset ?? 0 }

    var isExhausted: Bool { next >= count }

    var nextPosition: ChunkPosition { ChunkPosition(input: input, chunk: next) }

    mutating func takeNext() -> FileRange {
        let start = start + next * options.chunkByteCount
        defer { next += 1 }
        return FileRange(
            file: file,
            fileByteCount: fileByteCount,
            starts: start..<min(start + options.chunkByteCount, fileByteCount),
            lineByteLimit: options.lineByteLimit,
            opening: next == 0 ? opening : nil
        )
    }
}
