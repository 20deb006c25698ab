internal import MartletRules

/// What a rule saw in the event: the evidence in a signal.
extension SignalEncoder {
    /// Appends `,"matched":[...]`: the selections that held, each with the values that it saw.
    mutating func appendMatched(
        _ selections: CompiledRules.Run,
        _ evaluator: inout Evaluator,
        to output: inout ByteWriter
    ) {
        output.append(",\"matched\":[")
        var isFirst = true
        for index in selections.indices {
            let selection = templates.selections[index]
            guard
                evaluator.findEvidence(
                    of: selection.predicate,
                    in: templates.predicates,
                    to: &evidence
                )
            else { continue }
            var piece = 0
            // A selection of negations alone has nothing to show but its name.
            repeat {
                if !isFirst { output.append(UInt8(ascii: ",")) }
                isFirst = false
                output.append(templates.texts.view(of: selection.opening))
                if piece < evidence.pieces.count {
                    append(evidence.pieces[piece], &evaluator, to: &output)
                }
                output.append(UInt8(ascii: "}"))
                piece += 1
            } while piece < evidence.pieces.count
        }
        output.append(UInt8(ascii: "]"))
    }

    private mutating func append(
        _ piece: Evidence,
        _ evaluator: inout Evaluator,
        to output: inout ByteWriter
    ) {
        if piece.name.count > 0 {
            output.append(",\"field\":\"")
            output.append(evidence.names.view(of: piece.name))
            output.append(UInt8(ascii: "\""))
        }
        guard let entry = piece.value else { return }
        if entry.kind != .null, SignalEncoder.isHidden(entry, &evaluator) {
            output.append(",\"value\":\"")
            output.append(SignalEncoder.redactedText)
            output.append(UInt8(ascii: "\""))
            return
        }
        switch entry.kind {
        case .array, .object: return
        case .number, .true, .false, .null:
            output.append(",\"value\":")
            JSONText.append(source: evaluator.scanner.text(of: entry), to: &output)
        case .string:
            output.append(",\"value\":\"")
            let isCut = JSONText.append(
                source: evaluator.scanner.text(of: entry),
                limit: SignalEncoder.valueByteLimit,
                to: &output
            )
            output.append(UInt8(ascii: "\""))
            if isCut { output.append(",\"truncated\":true") }
        }
    }
}
