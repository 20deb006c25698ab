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

    private var events: EventScan

    /// Allocates the scratch memory for any number of events.
    ///
    /// - Parameters:
    ///   - engine: the rules.
    ///   - options: how a scan would read events.
    package init(_ engine: Engine, options: ScanOptions = ScanOptions()) {
        var options = options
        options.isStrict = true
        events = EventScan(engine, options: options)
    }

    /// Tries a line that holds an event, or an envelope of events.
    package mutating func verdict(on event: [UInt8]) -> Verdict {
        events.scan(event)
        if let malformed = events.report.malformedLines.first {
            return .malformed(malformed.failure, offset: malformed.offset + malformed.position)
        }
        guard events.report.eventCount > 0 else { return .malformed(.notAnObject, offset: 0) }
        return .matches(events.report.ruleCounts.map(\.rule).sorted())
    }
}
