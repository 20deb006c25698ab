internal import MartletEngine

/// Passes over what an earlier run has read of a stream.
struct StreamResumption {
    private let positions: InputPositions
    /// How the stream begins, once that is known.
    private var opening: InputOpening?
    private var isOpen = false
    /// Whether the next chunk is the first.
    private var isFirst = false

    init(_ positions: InputPositions) {
        self.positions = positions
    }

    /// Whether an offset lies in what was read.
    func hasRead(_ offset: Int) -> Bool { offset < opening?.start.offset ?? 0 }

    /// Looks at the first bytes of the stream, before anything else is asked.
    mutating func begin(_ lead: UnsafeBufferPointer<UInt8>) {
        guard !isOpen else { return }
        isOpen = true
        let count = min(lead.count, InputHead.byteLimit)
        // SAFETY: the count is at most that of the bytes.
        let bytes = unsafe Array(UnsafeBufferPointer(rebasing: lead[..<count]))
        opening = positions.opening(bytes, of: nil)
        isFirst = true
    }

    /// Marks what of a chunk was read before; the bytes are the chunk's.
    mutating func mark(_ chunk: inout StreamChunk, _ bytes: UnsafeBufferPointer<UInt8>) {
        if isFirst { chunk.extent.opening = opening }
        isFirst = false
        let end = chunk.offset + chunk.byteCount
        guard let start = opening?.start.offset, chunk.offset < start else {
            chunk.extent.end = end + (chunk.longLine?.byteCount ?? 0)
            return
        }
        if let line = chunk.longLine {
            // It begins where the chunk does, and lies where whole lines were read.
            chunk.extent.skippedLineCount = line.lineCount
            chunk.longLine = nil
            return
        }
        let read = min(start - chunk.offset, bytes.count)
        switch chunk.framing {
        case .elements(let elements):
            chunk.framing = .elements(elements.filter { $0.lowerBound >= read })
        case .lines:
            let skipped = unsafe StreamResumption.lineStart(in: bytes, from: read)
            chunk.skippedByteCount = skipped
            let before = unsafe UnsafeBufferPointer(rebasing: bytes[..<skipped])
            chunk.extent.skippedLineCount = unsafe LineFeed.count(in: before)
        }
        if chunk.offset + bytes.count > start { chunk.extent.end = end }
    }

    /// Where the first line starts that was not begun before an index.
    private static func lineStart(in bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
        if index == 0 { return index }
        // SAFETY: the index is above 0, and at most the count.
        if unsafe bytes[index - 1] == LineFeed.byte { return index }
        let rest = unsafe UnsafeBufferPointer(rebasing: bytes[index...])
        return unsafe LineFeed.first(in: rest).map { index + $0 + 1 } ?? bytes.count
    }
}
