import MartletEngine
import MartletPipeline
import MartletRules

/// Stands in for a session: a signal for each event that tells where it was found.
///
/// A line is `file:line:offset:content`. Lines that begin with `!` are malformed. Blank lines are
/// no events. Everything a session promises about lines, elements and the byte order mark is kept.
struct LineEchoScanner: ChunkScanner, ~Copyable {
    let keepsMalformedLines: Bool

    var notes: ScanNotes { ScanNotes() }

    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        file: String,
        framing: Session.Framing,
        into report: inout ChunkReport
    ) {
        // The padding promised behind a chunk is read, so that a sanitizer or a fault would tell.
        var padding = 0
        if let base = bytes.baseAddress {
            for index in 0..<64 { padding &+= Int(base[bytes.count + index]) }
        }
        precondition(padding >= 0)

        switch framing {
        case .lines:
            var start = offset == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
                let trimmed = end > start && bytes[end - 1] == 0x0D && end < bytes.count
                add(bytes, start..<(trimmed ? end - 1 : end), offset, file, &report)
                report.lineCount += 1
                start = end + 1
            }
        case .elements(let ranges):
            var position = 0
            var line = 0
            for range in ranges {
                line += bytes[position..<range.lowerBound].count { $0 == 0x0A }
                position = range.lowerBound
                report.lineCount = line
                add(bytes, range, offset, file, &report)
            }
        }
    }

    private func add(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ range: Range<Int>,
        _ offset: Int,
        _ file: String,
        _ report: inout ChunkReport
    ) {
        let content = bytes[range]
        if content.isEmpty { return }
        if content.first == UInt8(ascii: "!") {
            report.addMalformed(
                ChunkReport.MalformedLine(
                    line: report.lineCount,
                    offset: offset + range.lowerBound,
                    length: range.count,
                    failure: .unexpectedByte,
                    position: 0
                )
            )
            if keepsMalformedLines { report.malformedBytes += content + [0x0A] }
            return
        }
        report.eventCount += 1
        report.signals += "\(file):".utf8
        report.lineFixups.append(
            ChunkReport.LineFixup(index: report.signals.count, line: report.lineCount)
        )
        report.signals += ":\(offset + range.lowerBound):".utf8
        report.signals += content
        report.signals.append(0x0A)
        let rule = Int(content.count % 2)
        report.count(rule: rule)
        report.countSignal(rule: rule, level: .medium)
    }
}
