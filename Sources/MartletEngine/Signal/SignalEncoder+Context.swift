/// What the profile of the event's log source shows: who, where, when and how.
extension SignalEncoder {
    /// Appends `,"who":{...}` and its like, those of which the event has any key.
    static func appendParts(_ evaluator: inout Evaluator, to output: inout ByteWriter) {
        var start = output.count
        var empty = start
        let run = evaluator.profiles.profiles[evaluator.profileNumber].steps
        for index in run.indices {
            let step = evaluator.profiles.steps[index]
            let key = evaluator.profiles.keys.literal(step.key)
            switch step.kind {
            case .part:
                start = output.count
                output.append(key)
                empty = output.count
            case .end:
                if output.count == empty {
                    output.cut(to: start)
                } else {
                    output.append(UInt8(ascii: "}"))
                }
            case .text:
                guard let entry = first(.string, of: Int(step.field), &evaluator) else { continue }
                if output.count != empty { output.append(UInt8(ascii: ",")) }
                output.append(key)
                append(context: entry, &evaluator, to: &output)
                output.append(UInt8(ascii: "\""))
            case .integer:
                guard let entry = first(.number, of: Int(step.field), &evaluator),
                    isInteger(evaluator.scanner.text(of: entry))
                else { continue }
                if output.count != empty { output.append(UInt8(ascii: ",")) }
                output.append(key)
                JSONText.append(source: evaluator.scanner.text(of: entry), to: &output)
            case .list:
                let isFirst = output.count == empty
                appendList(of: Int(step.field), behind: key, isFirst, &evaluator, to: &output)
            }
        }
    }

    /// Appends a value of who, where, when and how as the inside of a JSON string.
    static func append(
        context entry: FieldTable.Entry,
        _ evaluator: inout Evaluator,
        to output: inout ByteWriter
    ) {
        let isCut = JSONText.append(
            source: evaluator.scanner.text(of: entry),
            limit: contextByteLimit,
            to: &output
        )
        if isCut { output.append("…") }
    }

    private static func appendList(
        of field: Int,
        behind key: ByteView,
        _ isFirstKey: Bool,
        _ evaluator: inout Evaluator,
        to output: inout ByteWriter
    ) {
        var isFirst = true
        var room = SignalEncoder.contextByteLimit
        var next = evaluator.scanner.table.head(of: field)
        while next >= 0 {
            let entry = evaluator.scanner.table.entry(next)
            next = Int(entry.next)
            guard entry.kind == .string else { continue }
            if isFirst {
                if !isFirstKey { output.append(UInt8(ascii: ",")) }
                output.append(key)
            } else {
                output.append(",\"")
            }
            isFirst = false
            let source = evaluator.scanner.text(of: entry)
            let isCut = room <= 0 || JSONText.append(source: source, limit: room, to: &output)
            if isCut { output.append("…") }
            output.append(UInt8(ascii: "\""))
            if isCut { break }
            // Quotes and comma count, so that empty members come to an end as well.
            room -= source.count + 3
        }
        if !isFirst { output.append(UInt8(ascii: "]")) }
    }

    private static func isInteger(_ text: ByteView) -> Bool {
        (0..<text.count).allSatisfy { text[$0] &- 0x30 < 10 || text[$0] == UInt8(ascii: "-") }
    }
}
