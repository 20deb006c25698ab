/// What a log source's definition hides stays out of signals.
extension SignalEncoder {
    /// What stands in place of a redacted value.
    static let redactedText = "[redacted]"

    /// Whether a value lies in what is hidden, or in an object that was made of something hidden.
    static func isHidden(_ entry: FieldTable.Entry, _ evaluator: borrowing Evaluator) -> Bool {
        guard !evaluator.hiddenFields.isEmpty else { return false }
        let hidden = hiddenRanges(evaluator)
        let offset = Int(entry.offset)
        return hidden.contains { $0.contains(offset) }
            || evaluator.fields.derivedObjects.contains { object in
                object.text.contains(offset) && hidden.contains { $0.overlaps(object.source) }
            }
    }

    /// The ranges of the event that are hidden, quotes included, in order.
    private static func hiddenRanges(_ evaluator: borrowing Evaluator) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for field in evaluator.hiddenFields {
            var next = evaluator.scanner.table.head(of: field)
            while next >= 0 {
                let entry = evaluator.scanner.table.entry(next)
                next = Int(entry.next)
                if entry.kind != .null { ranges.append(evaluator.scanner.range(of: entry)) }
            }
        }
        return ranges.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Appends `,"event":{...}` on one line, unless the event is not valid JSON throughout.
    mutating func appendEvent(
        _ text: ByteView,
        at place: EventPlace,
        _ evaluator: borrowing Evaluator,
        to output: inout [UInt8]
    ) {
        // SAFETY: the text lives for the call.
        guard unsafe validator.validate(text.pointer(), count: text.count) == nil else { return }
        output += ",\"event\":".utf8
        var offset = 0
        for range in SignalEncoder.hiddenRanges(evaluator) {
            let start = range.lowerBound - place.start
            // The members of a hidden array are hidden with it.
            guard start >= offset else { continue }
            appendLine(text, from: offset, to: start, to: &output)
            output += "\"\(SignalEncoder.redactedText)\"".utf8
            offset = range.upperBound - place.start
        }
        appendLine(text, from: offset, to: text.count, to: &output)
    }

    /// Copies JSON, with spaces for the line breaks and tabs that stand between its tokens, and
    /// escapes for what a string may hold but a terminal should not see.
    private func appendLine(
        _ text: ByteView,
        from start: Int,
        to end: Int,
        to output: inout [UInt8]
    ) {
        var offset = start
        while offset < end {
            switch text[offset] {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                output.append(0x20)
                offset += 1
            case ..<0x7F:
                output.append(text[offset])
                offset += 1
            default:
                offset += JSONText.appendScalar(of: text, at: offset, to: &output)
            }
        }
    }
}
