/// Finds the events that a scan finds in a text: itself, or those of the envelope that it is.
package enum EventsOfText {
    /// The ranges of the events in a text, in order.
    ///
    /// - Throws: why there is none.
    package static func ranges(
        in text: [UInt8],
        options: ScanOptions = ScanOptions()
    ) throws(EventProblem) -> [Range<Int>] {
        let found = EventSignals(of: text, options: options)
        if let line = found.report.malformedLines.first {
            throw .malformed(line.failure, position: line.position)
        }
        let ranges = found.signals.compactMap { signal -> Range<Int>? in
            guard let tree = EventTree(signal), let offset = tree.integer(at: "source.offset"),
                let length = tree.integer(at: "source.length"), offset >= 0, length > 0,
                offset + length <= text.count
            else { return nil }
            return offset..<offset + length
        }
        guard !ranges.isEmpty else { throw .count(0) }
        return ranges
    }
}
