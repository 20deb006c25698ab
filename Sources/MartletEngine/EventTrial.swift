/// Tries single events, exactly as a scan would, and tells which rules match.
///
/// It checks them as ``ScanOptions/isStrict`` does: an event that stands for a real one must be
/// sound.
package struct EventTrial: ~Copyable {
    /// What came of one line.
    package enum Verdict: Sendable, Equatable {
        /// The ordinals of the rules that match, rising.
        case matches([Int])
        /// The line, or a part of it, is no event.
        case malformed(ScanFailure, offset: Int)
    }

    private var session: Session
    private var report = ChunkReport()
    private var line: [UInt8] = []

    /// Allocates the scratch memory for any number of events.
    package init(_ engine: Engine) {
        var options = ScanOptions()
        options.isStrict = true
        session = Session(engine, options: options)
    }

    /// Tries a line that holds an event, or an envelope of events.
    package mutating func verdict(on event: [UInt8]) -> Verdict {
        line.removeAll(keepingCapacity: true)
        line += event
        line += Array(repeating: 0, count: 64)
        report.reset()
        // SAFETY: the line outlives the call, and 64 bytes behind the event are readable.
        unsafe line.withUnsafeBufferPointer { buffer in
            unsafe session.scan(
                UnsafeBufferPointer(rebasing: buffer.prefix(event.count)),
                offset: 0,
                file: "",
                framing: .lines,
                into: &report
            )
        }
        if let malformed = report.malformedLines.first {
            return .malformed(malformed.failure, offset: malformed.offset + malformed.position)
        }
        guard report.eventCount > 0 else { return .malformed(.notAnObject, offset: 0) }
        return .matches(report.ruleCounts.map(\.rule).sorted())
    }
}
