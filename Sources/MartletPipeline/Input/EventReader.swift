import MartletEngine

/// Reads single events out of inputs, for those who look at one event and not at all of them.
///
/// Inputs are unpacked and divided as in a scan: lines, or the elements of a JSON array.
package struct EventReader {
    /// One line, or one element of an array.
    package struct Text: Sendable {
        /// The bytes without a line end.
        package let bytes: [UInt8]
        /// The line on which it starts, counted from 1.
        package let line: Int
        /// The offset of its first byte in the unpacked input, from 0.
        package let offset: Int
    }

    private let input: Input
    private let byteLimit: Int

    /// Reads from an input.
    ///
    /// - Parameters:
    ///   - input: a file, or standard input, which can be read once.
    ///   - byteLimit: the longest text that is read.
    package init(_ input: Input, byteLimit: Int = 64 << 20) {
        self.input = input
        self.byteLimit = byteLimit
    }

    /// What starts on a line: nothing behind the end of the input, and of an array perhaps more
    /// than one element.
    package func texts(onLine line: Int) throws(PipelineError) -> [Text] {
        var found: [Text] = []
        try visitTexts { text in
            if text.line == line { found.append(text) }
            return text.line <= line
        }
        return found
    }

    /// The bytes at an offset of the unpacked input; fewer than asked for where it ends.
    package func bytes(at offset: Int, count: Int) throws(PipelineError) -> [UInt8] {
        var found: [UInt8] = []
        try visitChunks { bytes, chunkOffset, _ in
            let start = max(offset, chunkOffset)
            let end = min(offset + count, chunkOffset + bytes.count)
            if start < end { found += bytes[start - chunkOffset..<end - chunkOffset] }
            return chunkOffset + bytes.count < offset + count
        }
        return found
    }

    /// The whole unpacked input, or `nil` if it exceeds the limit.
    package func whole() throws(PipelineError) -> [UInt8]? {
        var found: [UInt8] = []
        try visitChunks { bytes, _, _ in
            found += bytes
            return found.count <= byteLimit
        }
        return found.count > byteLimit ? nil : found
    }

    /// Visits texts in order until told to stop.
    private func visitTexts(_ visit: (Text) -> Bool) throws(PipelineError) {
        var line = 1
        try visitChunks { bytes, offset, ranges in
            var counted = 0
            for piece in ranges ?? EventReader.lines(of: bytes) {
                line += bytes[counted..<piece.lowerBound].count { $0 == LineFeed.byte }
                counted = piece.lowerBound
                let text = Text(
                    bytes: Array(bytes[piece]),
                    line: line,
                    offset: offset + piece.lowerBound
                )
                guard visit(text) else { return false }
            }
            line += bytes[counted...].count { $0 == LineFeed.byte }
            return true
        }
    }

    /// The lines of a chunk without their ends.
    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            let lineFeed = bytes[start...].firstIndex(of: LineFeed.byte) ?? bytes.count
            var end = lineFeed
            if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            lines.append(start..<end)
            start = lineFeed + 1
        }
        return lines
    }

    /// Visits chunks in order until told to stop: the bytes, their offset, and the elements in them
    /// if the input is an array.
    private func visitChunks(
        _ visit: ([UInt8], Int, [Range<Int>]?) -> Bool
    ) throws(PipelineError) {
        let options = PipelineOptions(threadCount: 1, lineByteLimit: byteLimit)
        let stream = ChunkStream(
            try InputFile.open(input),
            options: options,
            deadLetters: nil,
            cancellation: Cancellation(),
            progress: PipelineProgress()
        )
        let pool = BufferPool(capacity: options.streamChunkByteCount)
        while true {
            let production = stream.next(pool: pool)
            switch production {
            case .chunk(let chunk), .last(let chunk):
                var ranges: [Range<Int>]?
                if case .elements(let elements) = chunk.framing { ranges = elements }
                // SAFETY: the buffer does not change while it is copied.
                let bytes = unsafe Array(chunk.buffer.bytes(0..<chunk.byteCount))
                pool.give(chunk.buffer)
                guard visit(bytes, chunk.offset, ranges) else { return }
                if let error = chunk.error { throw error }
                if case .last = production { return }
            case .outputFailed(let error): throw error
            case .needsTurn, .cancelled: return
            }
        }
    }
}
