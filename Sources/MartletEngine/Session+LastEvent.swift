/// When a chunk's last event happened: the input's end in the time of events.
///
/// Nothing is noted while events are scanned; the last line that holds one is scanned again.
extension Session {
    /// The time of the last event in a line or element of a chunk, if it says one.
    mutating func timeOfLastEvent(
        in last: EventText,
        of chunk: ByteView,
        _ place: EventPlace
    ) -> Int64? {
        var place = place
        var report = ChunkReport()
        asksForTime = true
        defer { asksForTime = false }
        scanText(
            chunk.slice(from: last.range.lowerBound, count: last.range.count),
            isAlone: last.isAlone,
            place: &place,
            into: &report
        )
        return report.lastEventTime
    }

    /// Evaluates the last of an envelope's members that is an event, or holds one.
    mutating func evaluateLast(
        of members: [EnvelopeLevel.Member],
        scanned: Int?,
        in envelope: ByteView,
        _ place: EventPlace,
        level: Int,
        _ report: inout ChunkReport
    ) {
        let eventCount = report.eventCount
        for index in members.indices.reversed() where report.eventCount == eventCount {
            evaluate(
                members[index],
                of: envelope,
                place,
                isScanned: index == scanned && index == members.count - 1,
                level: level,
                &report
            )
        }
    }
}
