internal import Glibc

/// Puts the bytes of a connection together into whole lines.
///
/// A line that is longer than allowed is cut: its first bytes, one more than allowed, and a line feed are kept,
/// so that whoever reads the lines sees that it is too long. The rest of it is counted and thrown away.
package struct LineAssembler {
    private let lineByteLimit: Int
    /// Whole lines, and behind them the beginning of the next one.
    private var bytes: [UInt8] = []
    private var lineStart = 0
    /// Whether the line under way is cut already.
    private var isCut = false
    private var longLines = 0
    private var bytesDropped = 0

    /// Begins with nothing.
    package init(lineByteLimit: Int) { self.lineByteLimit = lineByteLimit }

    /// Bytes of whole lines that wait to be taken.
    package var wholeBytes: Int { lineStart }

    /// Bytes of the line that has not ended yet.
    package var unfinishedBytes: Int { bytes.count - lineStart }

    /// Takes more bytes of the connection.
    ///
    /// - Returns: how many bytes are held for them.
    package mutating func append(_ received: UnsafeRawBufferPointer) -> Int {
        let before = bytes.count
        var start = 0
        // SAFETY: all positions are within the received bytes: `lineFeed` finds none beyond.
        while let end = unsafe Self.lineFeed(in: received, from: start) {
            unsafe append(received, start..<end)
            if isCut {
                isCut = false
            } else {
                bytes.append(0x0A)
                lineStart = bytes.count
            }
            start = end + 1
        }
        unsafe append(received, start..<received.count)
        return bytes.count - before
    }

    /// Hands over the whole lines, if there are any.
    package mutating func takeLines() -> [UInt8]? {
        guard lineStart > 0 else { return nil }
        let rest = Array(bytes[lineStart...])
        bytes.removeLast(rest.count)
        let lines = bytes
        bytes = rest
        lineStart = 0
        return lines
    }

    /// Counts what is left as whole, though no line feed ends it: there is no more to come.
    package mutating func end() { lineStart = bytes.count }

    /// Tells how many lines were cut since the last time, and how many bytes were thrown away.
    package mutating func takeCounts() -> (longLines: Int, bytesDropped: Int) {
        defer { (longLines, bytesDropped) = (0, 0) }
        return (longLines, bytesDropped)
    }

    /// Adds bytes without a line feed to the line under way, as far as it may be long.
    private mutating func append(_ received: UnsafeRawBufferPointer, _ range: Range<Int>) {
        guard !isCut else {
            bytesDropped += range.count
            return
        }
        let room = lineByteLimit + 1 - unfinishedBytes
        // SAFETY: the range is within the received bytes, and so is its beginning.
        unsafe bytes.append(contentsOf: received[range.prefix(room)])
        guard unfinishedBytes > lineByteLimit else { return }
        longLines += 1
        bytesDropped += range.count - range.prefix(room).count
        bytes.append(0x0A)
        lineStart = bytes.count
        isCut = true
    }

    private static func lineFeed(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        // SAFETY: memchr reads the bytes from `start` to the end, and returns `nil` or a place among them.
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = unsafe memchr(base + start, 0x0A, bytes.count - start)
        else { return nil }
        return unsafe UnsafeRawPointer(found) - base
    }
}
