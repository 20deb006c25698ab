/// Reads from the event that matched last what correlations compare.
struct FieldValueReader: ~Copyable {
    /// Beyond so many values of a field a table tells those that were seen.
    private static let comparedValueLimit = 16

    private var decoded = Buffer<UInt8>(repeating: 0, count: 256)

    /// When the event happened, in nanoseconds since 1970: what the first of its source's fields says
    /// that says a time.
    mutating func time(in evaluator: borrowing Evaluator) -> Int64? {
        for field in evaluator.profile.time {
            var next = evaluator.scanner.table.head(of: field)
            while next >= 0 {
                let entry = evaluator.scanner.table.entry(next)
                next = Int(entry.next)
                guard entry.kind == .string || entry.kind == .number,
                    let text = try? text(of: entry, in: evaluator),
                    let time = EventTime(text, in: nil)?.nanoseconds
                else { continue }
                return time
            }
        }
        return nil
    }

    /// The values of a field in their order, each once.
    mutating func values(
        of field: Int,
        in evaluator: borrowing Evaluator
    ) throws(StringDecoder.Failure) -> [FieldValue] {
        var values: [FieldValue] = []
        var seen: Set<FieldValue> = []
        var next = evaluator.scanner.table.head(of: field)
        while next >= 0 {
            let entry = evaluator.scanner.table.entry(next)
            next = Int(entry.next)
            guard let value = try value(entry, in: evaluator) else { continue }
            if values.count < FieldValueReader.comparedValueLimit {
                if !values.contains(value) { values.append(value) }
                continue
            }
            if seen.isEmpty { seen = Set(values) }
            if seen.insert(value).inserted { values.append(value) }
        }
        return values
    }

    /// What the event's log source says to be the same in all copies of the event, or `nil` if its
    /// first field is absent.
    mutating func key(
        in evaluator: borrowing Evaluator
    ) throws(StringDecoder.Failure) -> UInt64? {
        var parts: [UInt8] = []
        for (index, field) in evaluator.profile.duplicateKey.enumerated() {
            let values = try values(of: field, in: evaluator)
            if index == 0, values.isEmpty { return nil }
            FieldValueReader.append(UInt64(values.count), to: &parts)
            for value in values {
                parts.append(value.kind.rawValue)
                FieldValueReader.append(UInt64(value.text.count), to: &parts)
                parts += value.text
                FieldValueReader.append(value.fingerprint, to: &parts)
            }
        }
        guard !parts.isEmpty else { return nil }
        return ByteView.withBytes(parts) { TextHash.hash($0) }
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
    }

    /// The value of an entry; `nil` for what is none.
    private mutating func value(
        _ entry: FieldTable.Entry,
        in evaluator: borrowing Evaluator
    ) throws(StringDecoder.Failure) -> FieldValue? {
        switch entry.kind {
        case .null, .array, .object: return nil
        case .true, .false, .number, .string: break
        }
        // Signals show what groups are, and must not show this.
        if SignalEncoder.isHidden(entry, evaluator) { return FieldValue.redacted }
        switch entry.kind {
        case .string: return FieldValue(string: try text(of: entry, in: evaluator))
        case .number: return FieldValue(number: try text(of: entry, in: evaluator))
        default: return FieldValue(entry.kind == .true)
        }
    }

    /// What a string means, or how a number is spelt; valid until the next call.
    private mutating func text(
        of entry: FieldTable.Entry,
        in evaluator: borrowing Evaluator
    ) throws(StringDecoder.Failure) -> ByteView {
        let start = Int(entry.offset)
        let count = try StringDecoder.decode(
            evaluator.scanner.text,
            from: start,
            to: start + Int(entry.count),
            into: &decoded
        )
        // SAFETY: the decoder left room for the padding, and the buffer stays as it is until the
        // next call.
        return unsafe ByteView(base: decoded.pointer(), count: count)
    }
}

extension FieldValue {
    /// Stands for every value that its log source hides.
    static let redacted = FieldValue(.string, text: Array(Redaction.placeholder.utf8))
}
