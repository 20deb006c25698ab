extension EventsOfText {
    /// The events of several texts, each as it is out of its envelopes; what is none is left out.
    ///
    /// - Parameters:
    ///   - texts: lines, or the elements of an array.
    ///   - reading: how a scan would read them.
    /// - Returns: the events with whether a log source knows them, in order.
    package static func events(
        inEach texts: [[UInt8]],
        reading: EventReading = EventReading()
    ) -> [(event: [UInt8], isKnown: Bool)] {
        var reading = reading
        reading.options.keepsEvents = true
        var questions = VerdictRules(location: EventSignals.location)
        _ = questions.ask(EventSignals.everything)
        var scan = VerdictScan(questions, reading: reading)
        var events: [(event: [UInt8], isKnown: Bool)] = []
        for text in texts {
            let report = scan.report(on: text)
            let isKnown = report.sourceCounts.last == 0
            events += report.events.map { ($0, isKnown) }
        }
        return events
    }
}
