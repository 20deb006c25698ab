/// What a log source's definition hides stays out of signals.
extension SignalEncoder {
    /// What stands in place of a redacted value.
    static let redactedText: StaticString = "[redacted]"

    /// Whether a value lies in what is hidden, or in an object that was made of something hidden.
    @inline(__always)
    static func isHidden(_ entry: FieldTable.Entry, _ evaluator: inout Evaluator) -> Bool {
        !evaluator.hiddenRanges.isEmpty && isHidden(at: Int(entry.offset), &evaluator)
    }

    @inline(never)
    private static func isHidden(at offset: Int, _ evaluator: inout Evaluator) -> Bool {
        let hidden = evaluator.hiddenRanges
        return hidden.contains { $0.contains(offset) }
            || evaluator.fields.derivedObjects.contains { object in
                object.text.contains(offset) && hidden.contains { $0.overlaps(object.source) }
            }
    }

    /// Appends `,"event":{...}` on one line, unless the event is not valid JSON throughout.
    mutating func appendEvent(
        at place: EventPlace,
        _ evaluator: inout Evaluator,
        to output: inout ByteWriter
    ) {
        let text = evaluator.scanner.text.slice(from: place.start, count: place.end - place.start)
        // SAFETY: the text lives for the call.
        guard unsafe validator.validate(text.pointer(), count: text.count) == nil else { return }
        output.append(",\"event\":")
        var offset = 0
        for range in evaluator.hiddenRanges {
            let start = range.lowerBound - place.start
            // The members of a hidden array are hidden with it.
            guard start >= offset else { continue }
            appendLine(text, from: offset, to: start, to: &output)
            output.append(UInt8(ascii: "\""))
            output.append(SignalEncoder.redactedText)
            output.append(UInt8(ascii: "\""))
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
        to output: inout ByteWriter
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
