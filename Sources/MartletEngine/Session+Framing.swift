/// How a chunk is divided into texts, each of which may be an event.
extension Session {
    /// A line or element in which an event was found: its range in the chunk.
    struct EventText {
        var range: Range<Int>
        /// Whether no second event is known to begin in it.
        var isAlone: Bool
    }

    /// Scans a chunk of whole lines; the last one may lack its line feed.
    ///
    /// - Returns: the last line that holds an event.
    mutating func scanLines(
        _ chunk: ByteView,
        place: inout EventPlace,
        into report: inout ChunkReport
    ) -> EventText? {
        var last: EventText?
        let chunkOffset = place.inputOffset
        var start = chunkOffset == 0 ? Session.lengthOfByteOrderMark(chunk) : 0
        while start < chunk.count {
            let line = lineEnds.end(of: chunk, from: start)
            var end = line.offset
            if end > start, chunk[end &- 1] == UInt8(ascii: "\r") { end &-= 1 }
            place.line = report.lineCount
            place.inputOffset = chunkOffset &+ start
            report.lineCount &+= 1
            let eventCount = report.eventCount
            scanText(
                chunk.slice(from: start, count: end &- start),
                isAlone: !line.holdsAnotherEvent,
                place: &place,
                into: &report
            )
            if report.eventCount != eventCount {
                last = EventText(range: start..<end, isAlone: !line.holdsAnotherEvent)
            }
            start = line.offset &+ 1
        }
        return last
    }

    /// Scans the elements of an array that lie in a chunk, and counts the lines around them.
    ///
    /// - Returns: the last element that holds an event.
    mutating func scanElements(
        _ ranges: [Range<Int>],
        _ chunk: ByteView,
        place: inout EventPlace,
        into report: inout ChunkReport
    ) -> EventText? {
        var last: EventText?
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
            let eventCount = report.eventCount
            scanText(element, isAlone: true, place: &place, into: &report)
            if report.eventCount != eventCount { last = EventText(range: range, isAlone: true) }
        }
        countLines(to: chunk.count)
        report.lineCount = line
        return last
    }

    private static func lengthOfByteOrderMark(_ chunk: ByteView) -> Int {
        chunk.count >= 3 && chunk[0] == 0xEF && chunk[1] == 0xBB && chunk[2] == 0xBF ? 3 : 0
    }
}
