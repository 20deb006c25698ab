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
        let report = scan.report(on: text)
        return report.malformedCount == 0 ? report.events : nil
    }
}
