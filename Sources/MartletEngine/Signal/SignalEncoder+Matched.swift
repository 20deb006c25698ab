internal import MartletRules

/// What a rule saw in the event: the evidence in a signal.
extension SignalEncoder {
    /// Appends `,"matched":[...]`: the selections that held, each with the values that it saw.
    func appendMatched(
        _ match: Evaluator.Match,
        _ evaluator: inout Evaluator,
        to output: inout [UInt8]
    ) {
        put(",\"matched\":[", to: &output)
        var isFirst = true
        let details = evaluator.rules.details[match.rule]
        for selection in details.positiveSelections[match.condition] {
            let (name, predicate) = details.selections[selection]
            guard let atoms = evaluator.evidence(of: predicate) else { continue }
            var evidence: [Evidence] = []
            for atom in atoms { evaluator.appendEvidence(of: atom, to: &evidence) }
            // A selection of negations alone has nothing to show but its name.
            if evidence.isEmpty { evidence.append(Evidence()) }
            for piece in evidence {
                put(isFirst ? "{\"selection\":" : ",{\"selection\":", to: &output)
                isFirst = false
                JSONText.append(quoted: name, to: &output)
                append(piece, evaluator, to: &output)
                put("}", to: &output)
            }
        }
        put("]", to: &output)
    }

    private func append(
        _ evidence: Evidence,
        _ evaluator: borrowing Evaluator,
        to output: inout [UInt8]
    ) {
        if let field = evidence.field {
            put(",\"field\":", to: &output)
            JSONText.append(quoted: field, to: &output)
        }
        guard let entry = evidence.value else { return }
        if entry.kind != .null, SignalEncoder.isHidden(entry, evaluator) {
            put(",\"value\":\"\(SignalEncoder.redactedText)\"", to: &output)
            return
        }
        switch entry.kind {
        case .array, .object: return
        case .number, .true, .false, .null:
            put(",\"value\":", to: &output)
            JSONText.append(source: evaluator.scanner.text(of: entry), to: &output)
        case .string:
            put(",\"value\":\"", to: &output)
            let isCut = JSONText.append(
                source: evaluator.scanner.text(of: entry),
                limit: SignalEncoder.valueByteLimit,
                to: &output
            )
            put(isCut ? "\",\"truncated\":true" : "\"", to: &output)
        }
    }
}
