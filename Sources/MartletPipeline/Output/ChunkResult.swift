internal import MartletEngine

/// What became of a chunk, to be written when its turn comes.
struct ChunkResult: Sendable {
    var report: ChunkReport
    /// How many bytes the chunk had, a long line at its end included.
    var scannedByteCount: Int
    /// How many of them, or of the compressed ones, were read from the input.
    var inputByteCount: Int
    /// A line at the chunk's end that exceeds the limit; counted by the report already.
    var longLine: LongLine?
    /// What went wrong while the chunk was read.
    var error: PipelineError?
    /// How much of the input it is.
    var extent: ReadExtent
    /// The input that it is of, where a stream joins several, and whether that ends with it.
    var origin: ChunkOrigin?
    var endsOrigin = false
    /// What no rule saw of it, where that is told.
    var flaws: [ChunkFlaw] = []
    /// When it came and was scanned, if its events happen now.
    var timing: ChunkTiming?
    /// Whom to tell when it is written.
    var receipt: Receipt?

    init(
        report: borrowing ChunkReport,
        scannedByteCount: Int,
        inputByteCount: Int,
        longLine: LongLine?,
        error: PipelineError?,
        extent: ReadExtent = ReadExtent()
    ) {
        self.report = copy report
        // A report that is used again and again has more capacity than one that waits should have.
        self.report.signals = ChunkResult.trimmed(report.signals)
        self.report.malformedBytes = ChunkResult.trimmed(report.malformedBytes)
        self.scannedByteCount = scannedByteCount
        self.inputByteCount = inputByteCount
        self.longLine = longLine
        self.error = error
        self.extent = extent
    }

    /// The result of an input that could not be opened.
    init(error: PipelineError) {
        self.init(
            report: ChunkReport(),
            scannedByteCount: 0,
            inputByteCount: 0,
            longLine: nil,
            error: error
        )
    }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.capacity > 2 * bytes.count + 1024 ? Array(bytes[...]) : bytes
    }

    /// How much memory it takes to hold the result back, roughly.
    var heldByteCount: Int {
        let overhead = 512
        return overhead + report.signals.count + report.malformedBytes.count
            + report.lineFixups.count * MemoryLayout<ChunkReport.LineFixup>.stride
            + report.malformedLines.count * MemoryLayout<ChunkReport.MalformedLine>.stride
            + (report.ruleCounts.count + report.hiddenCounts.count)
            * MemoryLayout<ChunkReport.RuleCount>.stride
            + report.filterCounts.count * MemoryLayout<ChunkReport.FilterCount>.stride
            + report.matches.reduce(0) { $0 + $1.heldByteCount }
    }
}
