internal import MartletEngine

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
    ///
    /// - Throws: also if the line is longer than the limit.
    package func texts(onLine line: Int) throws(PipelineError) -> [Text] {
        var found: [Text] = []
        var isTooLong = false
        var first = 1
        try visitPieces { piece in
            let lines = EventReader.texts(in: piece, startingAt: &first)
            found += lines.filter { $0.line == line }
            if let longLine = piece.longLine {
                isTooLong = isTooLong || (first..<first + longLine.lineCount).contains(line)
                first += longLine.lineCount
            }
            return first <= line
        }
        guard found.isEmpty, isTooLong else { return found }
        throw PipelineError(
            action: "cannot read line \(line)",
            path: input.name,
            reason: "it is longer than \(byteLimit >> 20) MiB"
        )
    }

    /// Calls a function with every line or element, in order.
    ///
    /// - Returns: how many lines are longer than the limit, and left out.
    package func forEachText(_ body: (Text) -> Void) throws(PipelineError) -> Int {
        var tooLong = 0
        var line = 1
        try visitPieces { piece in
            for text in EventReader.texts(in: piece, startingAt: &line) { body(text) }
            if let longLine = piece.longLine {
                tooLong += 1
                line += longLine.lineCount
            }
            return true
        }
        return tooLong
    }

    /// The bytes at an offset of the unpacked input; fewer than asked for where it ends.
    package func bytes(at offset: Int, count: Int) throws(PipelineError) -> [UInt8] {
        var found: [UInt8] = []
        // No input is longer than that; the sum could be.
        let limit = count < Int.max - offset ? offset + count : Int.max
        try visitPieces { piece in
            let start = max(offset, piece.offset)
            let end = min(limit, piece.offset + piece.bytes.count)
            if start < end { found += piece.bytes[start - piece.offset..<end - piece.offset] }
            return piece.offset + piece.bytes.count < limit
        }
        return found
    }

    /// The whole unpacked input, or `nil` if it exceeds the limit.
    package func whole() throws(PipelineError) -> [UInt8]? {
        var found: [UInt8] = []
        var isTooLarge = false
        try visitPieces { piece in
            found += piece.bytes
            isTooLarge = found.count > byteLimit || piece.longLine != nil
            return !isTooLarge
        }
        return isTooLarge ? nil : found
    }

    /// A part of the input.
    private struct Piece {
        let bytes: [UInt8]
        let offset: Int
        /// The elements in it, if the input is an array.
        let elements: [Range<Int>]?
        /// What stands behind the bytes and exceeds the limit.
        let longLine: LongLine?
    }

    /// The lines or elements of a piece.
    ///
    /// - Parameters:
    ///   - piece: the piece.
    ///   - line: the line on which the piece starts; afterwards, on which its bytes end.
    /// - Returns: each with its line.
    private static func texts(in piece: Piece, startingAt line: inout Int) -> [Text] {
        var texts: [Text] = []
        var counted = 0
        for range in piece.elements ?? lines(of: piece.bytes) {
            line += piece.bytes[counted..<range.lowerBound].count { $0 == LineFeed.byte }
            counted = range.lowerBound
            texts.append(
                Text(
                    bytes: Array(piece.bytes[range]),
                    line: line,
                    offset: piece.offset + range.lowerBound
                )
            )
        }
        line += piece.bytes[counted...].count { $0 == LineFeed.byte }
        return texts
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

    /// Visits pieces in order until told to stop.
    private func visitPieces(_ visit: (Piece) -> Bool) throws(PipelineError) {
        let options = PipelineOptions(threadCount: 1, lineByteLimit: byteLimit)
        let file = try InputFile.open(input)
        let stream = ChunkStream(
            name: file.name,
            DescriptorSource(
                file,
                cancellation: Cancellation(),
                progress: PipelineProgress()
            ),
            options: options
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
                let piece = Piece(
                    bytes: bytes,
                    offset: chunk.offset,
                    elements: ranges,
                    longLine: chunk.longLine
                )
                guard visit(piece) else { return }
                if let error = chunk.error { throw error }
                if case .last = production { return }
            case .idle, .cancelled: return
            }
        }
    }
}
