/// Lines that wait, first in, first out.
struct LineQueue: Sendable {
    /// What a line takes, roughly.
    static func byteCount(of line: [UInt8]) -> Int { line.count + 48 }

    private var lines: [[UInt8]] = []
    /// The lines in front of it were taken out.
    private var start = 0
    private(set) var heldByteCount = 0
    /// How many lines were taken out so far: the number of the first that waits.
    private(set) var takenCount = 0

    var count: Int { lines.count - start }

    mutating func append(_ line: [UInt8]) {
        lines.append(line)
        heldByteCount += LineQueue.byteCount(of: line)
    }

    /// The first lines: so many of so many bytes at most, but one at least if there is one.
    func prefix(_ count: Int, byteLimit: Int) -> ArraySlice<[UInt8]> {
        var end = start
        var byteCount = 0
        while end < lines.count, end - start < count {
            byteCount += lines[end].count + 1
            if byteCount > byteLimit, end > start { break }
            end += 1
        }
        return lines[start..<end]
    }

    mutating func removeFirst(_ count: Int) {
        for line in lines[start..<start + count] {
            heldByteCount -= LineQueue.byteCount(of: line)
        }
        start += count
        takenCount += count
        // What is moved is never more than what was taken out.
        if start * 2 >= lines.count {
            lines.removeFirst(start)
            start = 0
        }
    }
}
