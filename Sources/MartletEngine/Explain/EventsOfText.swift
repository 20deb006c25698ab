/// Finds the events that a scan finds in a text: itself, or those of the envelope that it is.
package enum EventsOfText {
    /// The events of a text, in order, each as it is out of its envelopes.
    ///
    /// A JSON string stands for the text that it is: that is what a signal points to where an event
    /// was found in one.
    ///
    /// - Throws: why there is none.
    package static func events(
        in text: [UInt8],
        reading: EventReading = EventReading()
    ) throws(EventProblem) -> [[UInt8]] {
        var reading = reading
        reading.options.keepsEvents = true
        let report = EventSignals(of: try decoded(text), reading: reading).report
        if let line = report.malformedLines.first {
            throw .malformed(line.failure, position: line.position)
        }
        guard !report.events.isEmpty else { throw .count(0) }
        return report.events
    }

    private static func decoded(_ text: [UInt8]) throws(EventProblem) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        guard text.count > 1, text.first == quote, text.last == quote else { return text }
        var decoded = Buffer<UInt8>(repeating: 0, count: text.count + ByteView.paddingByteCount)
        do throws(StringDecoder.Failure) {
            let count = try ByteView.withBytes(text) { view throws(StringDecoder.Failure) in
                try StringDecoder.decode(view, from: 1, to: text.count - 1, into: &decoded)
            }
            return (0..<count).map { decoded[$0] }
        } catch {
            throw .malformed(error.failure, position: error.position)
        }
    }
}
