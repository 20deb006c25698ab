/// Keeps the values of secrets and tokens out of signals.
///
/// Audit policies should not record the bodies of requests for secrets and tokens, and many do.
enum Redaction {
    /// What stands in place of a redacted value.
    static let placeholder = "[redacted]"
}

extension SignalEncoder {
    /// Whether the bodies of the event may hold secret values.
    ///
    /// Any of the resource's values counts, and an escaped one as what it means: nobody can turn
    /// this off by spelling the event in another way.
    static func holdsSecrets(_ evaluator: borrowing Evaluator) -> Bool {
        let fields = evaluator.rules.signalFields
        return isAny(fields.resource, of: ["secrets", "tokenreviews"], evaluator)
            || isAny(fields.subresource, of: ["token"], evaluator)
    }

    private static func isAny(
        _ field: Int,
        of names: [StaticString],
        _ evaluator: borrowing Evaluator
    ) -> Bool {
        var next = evaluator.scanner.table.head(of: field)
        while next >= 0 {
            let entry = evaluator.scanner.table.entry(next)
            next = Int(entry.next)
            guard entry.kind == .string else { continue }
            let raw = evaluator.scanner.text(of: entry)
            guard evaluator.scanner.holdsSpecial(entry) else {
                if names.contains(where: { raw.equals($0) }) { return true }
                continue
            }
            var text: [UInt8] = []
            var source: [UInt8] = []
            JSONText.append(source: raw, limit: 200, to: &source)
            SignalText.append(json: source, to: &text)
            if names.contains(where: { text.elementsEqual(String(describing: $0).utf8) }) {
                return true
            }
        }
        return false
    }

    /// Whether a value lies in the request's or the response's body.
    static func isInBody(_ entry: FieldTable.Entry, _ evaluator: borrowing Evaluator) -> Bool {
        bodies(evaluator).contains { $0.contains(Int(entry.offset)) }
    }

    /// The ranges of the bodies in the text, quotes included.
    private static func bodies(_ evaluator: borrowing Evaluator) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for field in evaluator.rules.signalFields.bodies {
            var next = evaluator.scanner.table.head(of: field)
            while next >= 0 {
                let entry = evaluator.scanner.table.entry(next)
                next = Int(entry.next)
                let start = Int(entry.offset)
                switch entry.kind {
                case .array, .object:
                    ranges.append(start..<evaluator.scanner.end(ofValueAt: start))
                case .string:
                    ranges.append(start - 1..<start + Int(entry.count) + 1)
                case .number, .true, .false, .null:
                    continue
                }
            }
        }
        return ranges.sorted { $0.lowerBound < $1.lowerBound }
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
        let hidden = isSecret ? SignalEncoder.bodies(evaluator) : []
        for body in hidden {
            appendLine(text, from: offset, to: body.lowerBound - place.start, to: &output)
            output += "\"\(Redaction.placeholder)\"".utf8
            offset = body.upperBound - place.start
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
