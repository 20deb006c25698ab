internal import MartletEngine

/// The flaws of one kind in a chunk: how many, and the first of them.
package struct ChunkFlaw: Sendable {
    /// How many bytes of the first are shown: of an audit event, those that tell who did what.
    static let textByteLimit = 512

    let flaw: InputFlaw
    package var count: Int
    /// The line, from 0, of the chunk or of the input.
    var line: Int
    let offset: Int
    let length: Int
    /// Why it cannot be read; empty where the kind says it all.
    let reason: String
    /// How it begins.
    let text: [UInt8]

    /// Tells of flaws.
    package init(
        _ flaw: InputFlaw,
        count: Int,
        line: Int,
        offset: Int,
        length: Int,
        reason: String = "",
        text: [UInt8] = []
    ) {
        self.flaw = flaw
        self.count = count
        self.line = line
        self.offset = offset
        self.length = length
        self.reason = reason
        self.text = Array(text.prefix(Self.textByteLimit))
    }
}

extension ChunkFlaw {
    /// What there is to find in a chunk that was scanned.
    ///
    /// - Parameters:
    ///   - chunk: the chunk, of which the buffer is still there.
    ///   - report: what the scan found.
    ///   - limit: the longest line; one that was cut there when it came in exceeds it, too.
    /// - Returns: one flaw a kind, none mostly.
    static func flaws(
        in chunk: StreamChunk,
        _ report: borrowing ChunkReport,
        lineByteLimit limit: Int
    ) -> [ChunkFlaw] {
        guard report.malformedCount > 0 || report.curtailedCount > 0 else { return [] }
        var flaws: [ChunkFlaw] = []
        var malformedCount = report.malformedCount
        for line in report.malformedLines
        where line.failure == .lineTooLong || line.length >= limit {
            malformedCount -= 1
            if flaws.isEmpty {
                let text = chunk.longLine?.beginning ?? chunk.text(at: line.offset, line.length)
                flaws.append(ChunkFlaw(.oversize, count: 0, line, text: text))
            }
            flaws[0].count += 1
        }
        if flaws.isEmpty, let line = report.longestMalformedLine, line.length >= limit {
            malformedCount -= 1
            let text = chunk.text(at: line.offset, line.length)
            flaws.append(ChunkFlaw(.oversize, count: 1, line, text: text))
        }
        let first = report.malformedLines.first {
            $0.failure != .lineTooLong && $0.length < limit
        }
        if let first {
            let text = chunk.text(at: first.offset, first.length)
            flaws.append(ChunkFlaw(.malformed, count: malformedCount, first, text: text))
        }
        if report.curtailedCount > 0 {
            flaws.append(
                ChunkFlaw(
                    .curtailed,
                    count: report.curtailedCount,
                    line: 0,
                    offset: chunk.offset,
                    length: chunk.byteCount
                )
            )
        }
        return flaws
    }

    private init(
        _ flaw: InputFlaw,
        count: Int,
        _ line: ChunkReport.MalformedLine,
        text: [UInt8]
    ) {
        self.init(
            flaw,
            count: count,
            line: line.line,
            offset: line.offset,
            length: line.length,
            reason: "\(line.failure)",
            text: text
        )
    }
}

extension StreamChunk {
    /// How the bytes begin that stand at an offset of the input.
    fileprivate func text(at offset: Int, _ length: Int) -> [UInt8] {
        let start = max(0, offset - self.offset)
        let end = byteCount + unfinishedByteCount
        guard start < end else { return [] }
        let count = min(length, ChunkFlaw.textByteLimit, end - start)
        // SAFETY: the range lies inside of what was read, and is copied.
        return unsafe Array(buffer.bytes(start..<start + count))
    }
}
