package import MartletEngine
package import MartletRules

/// Scans what a scan wrote that emits its matches, in place of events.
package struct MatchLineScanner: ChunkScanner, ~Copyable {
    private var reader: MatchLineReader
    private let keepsMalformedLines: Bool

    /// Prepares to read.
    ///
    /// - Parameters:
    ///   - ruleSet: the rules by which the matches were found.
    ///   - keepsMalformedLines: whether reports keep the bytes of lines that say nothing.
    package init(_ ruleSet: RuleSet, keepsMalformedLines: Bool) {
        reader = MatchLineReader(ruleSet)
        self.keepsMalformedLines = keepsMalformedLines
    }

    package var notes: ScanNotes { ScanNotes() }

    package mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        offset: Int,
        file: String,
        framing: Session.Framing,
        into report: inout ChunkReport
    ) {
        report.isOfMatches = true
        switch framing {
        case .lines:
            var start = 0
            while start < bytes.count {
                // SAFETY: the rest lies within the bytes, which live for the call.
                let rest = unsafe UnsafeBufferPointer(rebasing: bytes[start...])
                let length = unsafe LineFeed.first(in: rest) ?? rest.count
                let line = unsafe Array(rest[..<length])
                read(line, at: offset + start, into: &report)
                report.lineCount += 1
                start += length + 1
            }
        case .elements(let ranges):
            for range in ranges {
                // SAFETY: the ranges lie within the bytes, which live for the call.
                let element = unsafe Array(bytes[range])
                read(element, at: offset + range.lowerBound, into: &report)
            }
        }
    }

    private mutating func read(_ text: [UInt8], at offset: Int, into report: inout ChunkReport) {
        let line = text.trimmed
        if line.isEmpty { return }
        switch reader.read(line) {
        case .success(.match(var match, let input)):
            report.eventCount += 1
            match.place.input = report.number(ofMatchInput: input)
            report.matches.append(match)
            report.count(rule: match.rule)
        case .success(.unread):
            report.eventCount += 1
        case .success(.signal(let rule, let level)):
            report.eventCount += 1
            report.countSignal(rule: rule, level: level)
            // On one line, also where it was spread over several.
            report.signals += line.map { $0 == LineFeed.byte ? 0x20 : $0 }
            report.signals.append(LineFeed.byte)
        case .success(.end(let time, let count)):
            report.endCount += 1
            report.noTimeCount += count
            if let time { report.lastEventTime = max(report.lastEventTime ?? time, time) }
        case .failure(let problem):
            report.addMalformed(
                ChunkReport.MalformedLine(
                    line: report.lineCount,
                    offset: offset,
                    length: text.count,
                    failure: problem.failure,
                    position: problem.position
                )
            )
            guard keepsMalformedLines else { return }
            report.malformedBytes += text.map { $0 == LineFeed.byte ? 0x20 : $0 }
            report.malformedBytes.append(LineFeed.byte)
        }
    }
}

extension [UInt8] {
    /// Without white space at its ends.
    fileprivate var trimmed: [UInt8] {
        let spaces: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        guard let first = firstIndex(where: { !spaces.contains($0) }),
            let last = lastIndex(where: { !spaces.contains($0) })
        else { return [] }
        return Array(self[first...last])
    }
}
