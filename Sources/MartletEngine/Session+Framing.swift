/// How a chunk is divided into texts, each of which may be an event.
extension Session {
    /// Scans a chunk of whole lines; the last one may lack its line feed.
    mutating func scanLines(
        _ chunk: ByteView,
        place: inout EventPlace,
        into report: inout ChunkReport
    ) {
        let chunkOffset = place.inputOffset
        var start = chunkOffset == 0 ? Session.lengthOfByteOrderMark(chunk) : 0
        while start < chunk.count {
            let line = lineEnds.end(of: chunk, from: start)
            var end = line.offset
            if end > start, chunk[end &- 1] == UInt8(ascii: "\r") { end &-= 1 }
            place.line = report.lineCount
            place.inputOffset = chunkOffset &+ start
            report.lineCount &+= 1
            scanText(
                chunk.slice(from: start, count: end &- start),
                isAlone: !line.holdsAnotherEvent,
                place: &place,
                into: &report
            )
            start = line.offset &+ 1
        }
    }

    /// Scans the elements of an array that lie in a chunk, and counts the lines around them.
    mutating func scanElements(
        _ ranges: [Range<Int>],
        _ chunk: ByteView,
        place: inout EventPlace,
        into report: inout ChunkReport
    ) {
        let chunkOffset = place.inputOffset
        var line = report.lineCount
        var counted = 0
        func countLines(to end: Int) {
            while let found = chunk.firstIndex(of: UInt8(ascii: "\n"), from: counted), found < end {
                line += 1
                counted = found + 1
            }
        }
        for range in ranges {
            countLines(to: range.lowerBound)
            place.line = line
            place.inputOffset = chunkOffset + range.lowerBound
            let element = chunk.slice(from: range.lowerBound, count: range.count)
            scanText(element, isAlone: true, place: &place, into: &report)
        }
        countLines(to: chunk.count)
        report.lineCount = line
    }

    private static func lengthOfByteOrderMark(_ chunk: ByteView) -> Int {
        chunk.count >= 3 && chunk[0] == 0xEF && chunk[1] == 0xBB && chunk[2] == 0xBF ? 3 : 0
    }
}
