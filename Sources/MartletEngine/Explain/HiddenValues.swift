/// Which parts of an event signals do not show, and so explanations do not either.
enum HiddenValues {
    /// The parts as ranges of the event: those in place of which the event in a signal has a
    /// placeholder.
    ///
    /// - Returns: `nil` if a signal cannot carry the event, because it is no JSON throughout: nothing
    ///   of it may be shown then.
    static func ranges(
        in event: EventTree,
        of bytes: [UInt8],
        reading: EventReading
    ) -> [Range<Int>]? {
        var reading = reading
        reading.options.includesEvent = true
        let signals = EventSignals(of: bytes, reading: reading).signals
        guard signals.count == 1, let signal = EventTree(signals[0]),
            let copy = signal.member(Array("event".utf8), of: 0)
        else { return nil }
        return ranges(in: event, comparedWith: signal, from: copy)
    }

    /// Goes through both trees in step; what is hidden is one text in the copy.
    private static func ranges(
        in event: EventTree,
        comparedWith signal: EventTree,
        from copy: Int
    ) -> [Range<Int>]? {
        let placeholder = Array("\(SignalEncoder.redactedText)".utf8)
        var hidden: [Range<Int>] = []
        var node = 0
        var twin = copy
        while node < event.nodes.count, twin < signal.nodes[copy].subtreeEnd {
            if signal.nodes[twin].kind == .text, signal.text(of: twin) == placeholder {
                hidden.append(event.nodes[node].source)
                node = event.nodes[node].subtreeEnd
            } else {
                guard signal.nodes[twin].kind == event.nodes[node].kind else { return nil }
                node += 1
            }
            twin += 1
        }
        return node == event.nodes.count ? hidden : nil
    }
}
