/// Keeps the values of secrets and tokens out of signals.
///
/// Audit policies should not record the bodies of requests for secrets and tokens, and many do.
enum Redaction {
    /// What stands in place of a redacted value.
    static let placeholder = "[redacted]"
}

extension SignalEncoder {
    /// Whether the bodies of the event may hold secret values.
    static func holdsSecrets(_ evaluator: borrowing Evaluator) -> Bool {
        func isOneOf(_ field: Int, _ names: [String]) -> Bool {
            guard let entry = first(.string, of: field, evaluator) else { return false }
            let text = evaluator.scanner.text(of: entry)
            return names.contains { text.bytes.elementsEqual($0.utf8) }
        }
        let fields = evaluator.rules.signalFields
        return isOneOf(fields.resource, ["secrets", "tokenreviews"])
            || isOneOf(fields.subresource, ["token"])
    }

    /// Whether a value lies in the request's or the response's body.
    func isInBody(_ entry: FieldTable.Entry, _ evaluator: borrowing Evaluator) -> Bool {
        bodies(evaluator).contains { $0.contains(Int(entry.offset)) }
    }

    /// The ranges of the bodies in the text.
    private func bodies(_ evaluator: borrowing Evaluator) -> [Range<Int>] {
        evaluator.rules.signalFields.bodies.compactMap { field in
            let head = evaluator.scanner.table.head(of: field)
            guard head >= 0 else { return nil }
            let start = Int(evaluator.scanner.table.entry(head).offset)
            let kind = evaluator.scanner.table.entry(head).kind
            guard kind == .object || kind == .array else { return nil }
            return start..<evaluator.scanner.end(ofValueAt: start)
        }
    }

    /// Appends `,"event":{...}` on one line, unless the event is not valid JSON throughout.
    mutating func appendEvent(
        _ text: ByteView,
        at place: EventPlace,
        _ evaluator: borrowing Evaluator,
        isSecret: Bool,
        to output: inout [UInt8]
    ) {
        // SAFETY: the text lives for the call.
        guard unsafe validator.validate(text.pointer(), count: text.count) == nil else { return }
        output += ",\"event\":".utf8
        var offset = 0
        let hidden = isSecret ? bodies(evaluator).sorted { $0.lowerBound < $1.lowerBound } : []
        for body in hidden {
            appendLine(text, from: offset, to: body.lowerBound - place.start, to: &output)
            output += "\"\(Redaction.placeholder)\"".utf8
            offset = body.upperBound - place.start
        }
        appendLine(text, from: offset, to: text.count, to: &output)
    }

    /// Copies JSON, with spaces for the line breaks that an element of an array may hold.
    private func appendLine(
        _ text: ByteView,
        from start: Int,
        to end: Int,
        to output: inout [UInt8]
    ) {
        for offset in start..<end {
            let byte = text[offset]
            output.append(byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? 0x20 : byte)
        }
    }
}
