package import MartletRules

/// Scans a sequence of events as a scan reads the lines of a file, and keeps what correlations read.
///
/// Events are checked as ``ScanOptions/isStrict`` does: what stands for a real one must be sound.
package enum SequenceScan {
    /// What the events gave.
    package struct Reading: Sendable {
        /// In the order of evidence.
        package let matches: [MatchRecord]
        /// What each rule that is neither silent nor quiet gave.
        package let signalCounts: [ChunkReport.SignalCount]
        /// When the last event, or the latest match, happened; `nil` if none says so.
        package let end: Int64?
        /// How many events with matches for correlations say no time that is known.
        package let noTimeCount: Int
    }

    /// What came of a sequence.
    package enum Verdict: Sendable {
        case read(Reading)
        /// An event, counted from 1, is none.
        case malformed(event: Int, ScanFailure, offset: Int)
    }

    /// Scans events in their order, each a line.
    ///
    /// - Parameters:
    ///   - events: JSON texts without line breaks, none of them blank.
    ///   - engine: the rules.
    ///   - options: how a scan would read events.
    /// - Returns: what they gave together.
    package static func verdict(
        on events: [[UInt8]],
        _ engine: Engine,
        options: ScanOptions = ScanOptions()
    ) -> Verdict {
        var options = options
        options.isStrict = true
        var scan = EventScan(engine, options: options)
        scan.scan(lines: events)
        if let malformed = scan.report.malformedLines.first {
            return .malformed(
                event: malformed.line + 1,
                malformed.failure,
                offset: malformed.position
            )
        }
        var report = scan.report
        let matches = report.takeMatches(input: 0, lineBase: 0).sorted(by: MatchRecord.isInOrder)
        let times = [report.lastEventTime, matches.last?.time].compactMap { $0 }
        return .read(
            Reading(
                matches: matches,
                signalCounts: report.signalCounts,
                end: times.max(),
                noTimeCount: report.noTimeCount
            )
        )
    }
}

extension FieldValue {
    /// The value that a rule file writes; null stands for an absent one.
    package init(_ scalar: YAMLScalar) {
        switch scalar.value {
        case .null: self = .missing
        case .boolean(let value): self.init(value)
        case .number:
            // YAML knows more forms of numbers than JSON.
            var log = DiagnosticLog(file: SourceFile(path: "", bytes: []))
            let node = YAMLNode(.scalar(scalar), range: 0..<0)
            let text = EventEncoder.encode(node, into: &log) ?? Array(scalar.text.utf8)
            self = ByteView.withBytes(text) { FieldValue(number: $0) }
        case .text:
            self = ByteView.withBytes(Array(scalar.text.utf8)) { FieldValue(string: $0) }
        }
    }
}
