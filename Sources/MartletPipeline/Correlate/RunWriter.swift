internal import MartletCorrelation

/// Writes a run of records behind what a file holds, a block at a time.
struct RunWriter {
    private static let blockByteCount = 1 << 16

    private let file: TemporaryFile
    private let start: Int
    private var block = RecordWriter()

    init(_ file: TemporaryFile) {
        self.file = file
        start = file.byteCount
    }

    /// Appends a record, by its bytes.
    mutating func append(_ record: ArraySlice<UInt8>) throws(PipelineError) {
        block.append(record.count)
        block.append(bytes: record)
        if block.bytes.count >= RunWriter.blockByteCount { try flush() }
    }

    /// Writes what is left, and says where the run lies.
    mutating func finish() throws(PipelineError) -> Range<Int> {
        try flush()
        return start..<file.byteCount
    }

    private mutating func flush() throws(PipelineError) {
        try file.write(block.bytes)
        block.removeAll()
    }
}
