/// What is kept of a file's bytes while they are read, to know the file again by its content.
///
/// A copy of the file, or its packed form, begins alike, and has the same bytes before the offset that
/// was read to.
struct ReadTrace {
    /// Bytes at the end of what was read by which a file is known to be the same.
    private static let checkByteCount = 256

    private var head: [UInt8]
    /// The last bytes that were read, twice as many as a position looks at.
    private var recent: [UInt8] = []
    private var offset: Int
    /// Behind the last line feed, and how many there were before.
    private var lineEnd: Int
    private var lineCount: Int

    /// Begins at a position of a file, or at its start.
    init(of file: InputFile, from start: InputPosition?) {
        offset = start?.offset ?? 0
        lineEnd = offset
        lineCount = start?.lineCount ?? 0
        let count = min(offset, InputHead.byteLimit)
        head = file.bytes(at: 0, count: count) ?? []
        recent = file.bytes(at: offset - count, count: count) ?? []
    }

    /// Takes the next bytes of the file.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        // SAFETY: the bytes are the caller's for the call, and are copied.
        if offset == head.count, head.count < InputHead.byteLimit {
            unsafe head += bytes.prefix(InputHead.byteLimit - head.count)
        }
        let text = unsafe bytes.assumingMemoryBound(to: UInt8.self)
        if let last = unsafe LineFeed.last(in: text) {
            lineEnd = offset + last + 1
            unsafe lineCount += LineFeed.count(in: text)
        }
        offset += bytes.count
        let limit = 2 * InputHead.byteLimit
        if bytes.count >= limit {
            recent = unsafe Array(bytes.suffix(limit))
        } else {
            recent.removeFirst(max(0, recent.count + bytes.count - limit))
            unsafe recent += bytes
        }
    }

    var endsWithLine: Bool { lineEnd == offset }

    /// How far whole lines were read, with what the file is known by.
    var position: InputPosition? {
        guard lineEnd > 0, !head.isEmpty else { return nil }
        let end = recent.count - (offset - lineEnd)
        let count = min(lineEnd, InputHead.byteLimit)
        // A line that is longer than what is kept hides what lies before it.
        guard end >= count else { return nil }
        var position = InputPosition(head: InputHead(head.prefix(lineEnd)))
        position.offset = lineEnd
        position.lineCount = lineCount
        position.tail = max(InputHead.hash(Array(recent[end - count..<end])), 1)
        return position
    }

    /// Whether the file holds what was read of it last, where it was.
    func isStillThere(in file: InputFile) -> Bool {
        let check = recent.suffix(ReadTrace.checkByteCount)
        guard let bytes = file.bytes(at: offset - check.count, count: check.count) else {
            return true
        }
        return check.elementsEqual(bytes)
    }
}
