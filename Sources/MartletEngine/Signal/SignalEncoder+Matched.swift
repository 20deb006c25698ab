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
            guard let atoms = predicate.evidence({ evaluator.holds(atom: $0) }) else { continue }
            for atom in atoms.isEmpty ? [-1] : atoms {
                put(isFirst ? "{\"selection\":" : ",{\"selection\":", to: &output)
                isFirst = false
                JSONText.append(quoted: name, to: &output)
                if atom >= 0 { appendEvidence(atom, &evaluator, to: &output) }
                put("}", to: &output)
            }
        }
        put("]", to: &output)
    }

    private func appendEvidence(
        _ atom: Int,
        _ evaluator: inout Evaluator,
        to output: inout [UInt8]
    ) {
        let path = evaluator.rules.atoms[atom].path
        if let path {
            put(",\"field\":", to: &output)
            JSONText.append(quoted: path.description, to: &output)
        }
        guard let entry = evaluator.value(passing: atom) else { return }
        if entry.kind != .null, SignalEncoder.isHidden(entry, evaluator) {
            put(",\"value\":\"\(Redaction.placeholder)\"", to: &output)
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
