internal import MartletEngine
internal import MartletRules

extension SignalExpectation {
    /// What is wrong with signals, as the end of a sentence, or `nil` if they are as expected.
    func problem(with signals: [SequenceTrial.Signal]) -> String? {
        let got = signals.isEmpty ? "none" : signals.map(\.description).joined(separator: ", ")
        switch self {
        case .some: return signals.isEmpty ? "expected a signal, got none" : nil
        case .number(let number):
            if signals.count == number { return nil }
            let wanted = number == 0 ? "no signal" : ReadableNumber.counted(number, "signal")
            return "expected \(wanted), got \(got)"
        case .listed(let expected):
            var rest = signals
            for wanted in expected {
                guard let index = rest.firstIndex(where: wanted.fits) else {
                    return "expected a signal \(wanted.testText), got \(got)"
                }
                rest.remove(at: index)
            }
            guard !rest.isEmpty else { return nil }
            let more = rest.map(\.description).joined(separator: ", ")
            return "expected no other signal, got \(more)"
        }
    }
}

extension ExpectedSignal {
    /// Whether a signal has all that is asked for.
    fileprivate func fits(_ signal: SequenceTrial.Signal) -> Bool {
        let hasGroup = group.allSatisfy { wanted in
            signal.group.contains {
                $0.field == wanted.field && $0.value == FieldValue(wanted.value)
            }
        }
        return hasGroup && (count == nil || count == signal.count)
            && (level == nil || level == signal.level)
    }

    /// As the test writes it.
    fileprivate var testText: String {
        var parts: [String] = []
        if !group.isEmpty {
            let values = group.map { "\($0.field): \($0.value.text)" }
            parts.append("group: {\(values.joined(separator: ", "))}")
        }
        if let count { parts.append("count: \(count)") }
        if let level { parts.append("level: \(level.rawValue)") }
        return "{\(parts.joined(separator: ", "))}"
    }
}
