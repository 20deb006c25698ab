/// The bytes of a rule file and where its lines begin.
///
/// A line ends with LF, CR LF or a lone CR. A byte order mark belongs to no column.
package final class SourceFile: Sendable {
    /// The path as the user gave it.
    package let path: String
    package let bytes: [UInt8]
    /// How many bytes a UTF-8 byte order mark takes at the start: 3 or 0.
    package let byteOrderMarkLength: Int
    private let lineStarts: [Int]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        self.byteOrderMarkLength = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        self.lineStarts = SourceFile.lineStarts(in: bytes.span, from: byteOrderMarkLength)
    }

    /// The place of a byte; an offset past the end means the end.
    package func location(at offset: Int) -> SourceLocation {
        let line = lineIndex(at: offset)
        let column = max(0, min(offset, bytes.count) - lineStarts[line])
        return SourceLocation(file: path, line: line + 1, column: column + 1)
    }

    /// The byte at a place; the first one for a place that means the file as a whole.
    package func offset(of location: SourceLocation) -> Int {
        guard lineStarts.indices.contains(location.line - 1) else { return 0 }
        return min(lineStarts[location.line - 1] + max(0, location.column - 1), bytes.count)
    }

    /// The bytes of the line around an offset, without its line break.
    package func lineRange(at offset: Int) -> Range<Int> {
        let line = lineIndex(at: offset)
        let start = lineStarts[line]
        var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
        while end > start,
            bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
        {
            end -= 1
        }
        return start..<end
    }

    /// The text of a range, with a replacement character for what is not UTF-8.
    package func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private static func lineStarts(in bytes: Span<UInt8>, from start: Int) -> [Int] {
        var starts: [Int] = []
        // Lines of rules are 40 bytes long or so; growing takes longer than counting them.
        starts.reserveCapacity(bytes.count / 32 + 1)
        starts.append(start)
        var index = start
        while index < bytes.count {
            // Most words of eight bytes hold neither break.
            while index + 8 <= bytes.count, !TextWord(bytes, at: index).hasByte(below: 0x0E) {
                index += 8
            }
            guard index < bytes.count else { break }
            let byte = bytes[index]
            index += 1
            if byte > UInt8(ascii: "\r") { continue }
            if byte == UInt8(ascii: "\n") {
                starts.append(index)
            } else if byte == UInt8(ascii: "\r"),
                index == bytes.count || bytes[index] != UInt8(ascii: "\n")
            {
                starts.append(index)
            }
        }
        return starts
    }
}
