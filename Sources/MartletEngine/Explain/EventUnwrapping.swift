internal import MartletRules

/// Takes events out of their envelopes, one text after another, as a scan does.
package struct EventUnwrapping: ~Copyable {
    private var scan: VerdictScan

    /// Allocates the scratch memory for any number of texts.
    ///
    /// - Parameter reading: how a scan would read them.
    package init(reading: EventReading = EventReading()) {
        var reading = reading
        reading.options.keepsEvents = true
        var questions = VerdictRules(location: EventSignals.location)
        _ = questions.ask(EventSignals.everything)
        scan = VerdictScan(questions, reading: reading)
    }

    /// The events of a line, in order; `nil` if the line or a part of it is none.
    package mutating func events(in text: [UInt8]) -> [[UInt8]]? {
        let found = all(in: text)
        return found.isWhole ? found.events : nil
    }

    /// What of a line are events.
    ///
    /// - Returns: the events in order, whether a log source knows all of them, and whether there is
    ///   nothing in the line that is none.
    package mutating func all(
        in text: [UInt8]
    ) -> (events: [[UInt8]], areKnown: Bool, isWhole: Bool) {
        let report = scan.report(on: text)
        return (report.events, report.sourceCounts.last == 0, report.malformedCount == 0)
    }
}
