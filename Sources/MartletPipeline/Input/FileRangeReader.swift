/// Reads the lines of one file range into a buffer.
///
/// A line belongs to the range in which it starts, so threads need not know of each other: each
/// looks at the byte before its range to see whether a line starts there, and reads on behind it
/// to the end of its last line. A line inside the range cannot exceed the limit, so only the one
/// that crosses its end is measured.
struct FileRangeReader {
    /// What a range holds once it is read.
    struct Content {
        /// How many bytes of the range itself were read.
        var ownByteCount: Int
        /// The whole lines that start in the range, as a range of the buffer.
        var lines: Range<Int>
        /// The offset of the first of them in the file.
        var offset: Int
        /// A line behind them that starts in the range and exceeds the limit.
        var longLine: LongLine?
        /// What cut the range short.
        var error: PipelineError?
    }

    /// How far to read behind the range at once, hoping for the end of its last line.
    private static let lookahead = 16 << 10

    private let range: FileRange
    private let buffer: ChunkBuffer
    /// The file's bytes from `base` up to `end` are in the buffer.
    private let base: Int
    private var end: Int
    private var error: PipelineError?

    init(_ range: FileRange, buffer: ChunkBuffer) {
        self.range = range
        self.buffer = buffer
        // One byte before the range decides whether a line starts with it. Reading begins at a
        // page boundary, so that the offsets in file and buffer agree (see ``ChunkBuffer``).
        let page = ChunkBuffer.pageByteCount
        base = max(0, range.starts.lowerBound - 1) / page * page
        end = base
    }

    /// The buffer capacity that an ordinary range of this size needs.
    ///
    /// Leaves room for lines of up to 128 KiB across the range's end: memory that is not written to
    /// costs nothing, growing costs a copy.
    static func bufferCapacity(rangeByteCount: Int) -> Int {
        rangeByteCount + ChunkBuffer.pageByteCount + 8 * lookahead
    }

    /// Reads the range's lines.
    ///
    /// - Returns: `nil` when cancelled in the middle of a very long line.
    mutating func read(cancellation: Cancellation) -> Content? {
        extend(to: range.starts.upperBound + FileRangeReader.lookahead)
        let boundary = min(range.starts.upperBound, end)
        guard let first = firstLineStart(before: boundary) else {
            return content(lines: boundary..<boundary)
        }
        if boundary == end || lastLineFeed(in: boundary - 1..<boundary) != nil {
            return content(lines: first..<boundary)
        }
        let last = lastLineFeed(in: first..<boundary).map { $0 + 1 } ?? first
        var searched = boundary
        while true {
            let lineFeed = firstLineFeed(in: searched..<end)
            searched = lineFeed ?? end
            if searched - last > range.lineByteLimit {
                return measureLongLine(at: last, after: first..<last, cancellation: cancellation)
            }
            if let lineFeed { return content(lines: first..<lineFeed + 1) }
            if end == range.fileByteCount || error != nil { return content(lines: first..<end) }
            // As much again as the line has so far, so that long lines stay linear and others cheap.
            let step = max(end - last, FileRangeReader.lookahead)
            extend(to: min(last + range.lineByteLimit + 1, end + step))
        }
    }

    /// Reads up to an offset, or as far as the file goes.
    private mutating func extend(to offset: Int) {
        let target = min(offset, range.fileByteCount)
        buffer.reserve(target - base, keeping: end - base)
        do {
            end += try unsafe range.file.read(
                at: end,
                into: buffer.writable(end - base..<target - base)
            )
            if end < target { error = shrunk }
        } catch {
            self.error = error
        }
    }

    private var shrunk: PipelineError {
        PipelineError(
            action: "cannot read to the end",
            path: range.file.name,
            reason: "the file became shorter while it was read; scan a file that is at rest"
        )
    }

    private func content(lines: Range<Int>, longLine: LongLine? = nil) -> Content {
        Content(
            ownByteCount: max(0, min(end, range.starts.upperBound) - range.starts.lowerBound),
            lines: lines.lowerBound - base..<lines.upperBound - base,
            offset: lines.lowerBound,
            longLine: longLine,
            error: error
        )
    }

    private func firstLineStart(before boundary: Int) -> Int? {
        let start = range.starts.lowerBound
        guard start < boundary else { return nil }
        guard start > 0 else { return 0 }
        return firstLineFeed(in: start - 1..<boundary - 1).map { $0 + 1 }
    }

    /// The file offset of the first line feed between two offsets.
    private func firstLineFeed(in offsets: Range<Int>) -> Int? {
        let indices = offsets.lowerBound - base..<offsets.upperBound - base
        return unsafe LineFeed.first(in: buffer.bytes(indices)).map { $0 + offsets.lowerBound }
    }

    /// The file offset of the last line feed between two offsets.
    private func lastLineFeed(in offsets: Range<Int>) -> Int? {
        let indices = offsets.lowerBound - base..<offsets.upperBound - base
        return unsafe LineFeed.last(in: buffer.bytes(indices)).map { $0 + offsets.lowerBound }
    }

    /// Finds the end of a line that exceeds the limit, without keeping it.
    private mutating func measureLongLine(
        at start: Int,
        after lines: Range<Int>,
        cancellation: Cancellation
    ) -> Content? {
        let window = ChunkBuffer(capacity: 256 << 10)
        var offset = start
        var length = 0
        var lastByte: UInt8 = 0
        while !cancellation.isCancelled {
            let wanted = min(window.capacity, range.fileByteCount - offset)
            var count = 0
            do {
                count = try unsafe range.file.read(at: offset, into: window.writable(0..<wanted))
                if count < wanted { error = shrunk }
            } catch {
                self.error = error
            }
            let bytes = unsafe window.bytes(0..<count)
            let lineFeed = unsafe LineFeed.first(in: bytes)
            let lineBytes = lineFeed ?? count
            length += lineBytes
            // SAFETY: the index is below the count.
            if lineBytes > 0 { lastByte = unsafe bytes[lineBytes - 1] }
            offset += count
            if lineFeed != nil || count < wanted || offset == range.fileByteCount {
                let byteCount = lineFeed == nil ? length : length + 1
                if lineFeed != nil, lastByte == UInt8(ascii: "\r") { length -= 1 }
                let line = LongLine(
                    offset: start,
                    length: length,
                    byteCount: byteCount,
                    lineCount: 1,
                    original: .file(range.file, offset: start)
                )
                return content(lines: lines, longLine: line)
            }
        }
        return nil
    }
}
