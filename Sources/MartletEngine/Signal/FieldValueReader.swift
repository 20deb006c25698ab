/// Reads from the event that matched last what correlations compare.
struct FieldValueReader: ~Copyable {
    /// Beyond so many values of a field a table tells those that were seen.
    private static let comparedValueLimit = 16

    private var decoded = Buffer<UInt8>(repeating: 0, count: 256)
    /// The values that are being read, as ``PackedValues`` has them.
    private var written: [UInt8] = []
    /// Where those of the field that is being read begin.
    private var starts: [Int] = []

    /// When the event happened, in nanoseconds since 1970: what the first of its source's fields says
    /// that says a time.
    mutating func time(in evaluator: inout Evaluator) -> Int64? {
        for field in evaluator.profile.time {
            var next = evaluator.scanner.table.head(of: field)
            while next >= 0 {
                let entry = evaluator.scanner.table.entry(next)
                next = Int(entry.next)
                guard entry.kind == .string || entry.kind == .number,
                    let text = try? text(of: entry, in: &evaluator),
                    let time = EventTime(text, in: nil)?.nanoseconds
                else { continue }
                return time
            }
        }
        return nil
    }

    /// The values of each field in their order, each once.
    mutating func values(
        of fields: [Int],
        in evaluator: inout Evaluator
    ) throws(StringDecoder.Failure) -> PackedValues {
        written.removeAll(keepingCapacity: true)
        for field in fields { try append(field, in: &evaluator) }
        // Only as large as it has to be: others keep it.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(written.count)
        bytes += written
        return PackedValues(count: fields.count, bytes: bytes)
    }

    /// What the event's log source says to be the same in all copies of the event, or `nil` if its
    /// first field is absent.
    mutating func key(
        in evaluator: inout Evaluator
    ) throws(StringDecoder.Failure) -> UInt64? {
        let fields = evaluator.profile.duplicateKey
        guard !fields.isEmpty else { return nil }
        written.removeAll(keepingCapacity: true)
        for (index, field) in fields.enumerated() {
            try append(field, in: &evaluator)
            if index == 0, starts.isEmpty { return nil }
        }
        return hash(PackedValues(count: fields.count, bytes: written))
    }

    /// Hashes values, each number of which counts as eight bytes.
    private mutating func hash(_ values: PackedValues) -> UInt64 {
        // A number takes one byte of the values at least.
        decoded.grow(to: values.bytes.count * 9 + ByteView.paddingByteCount, repeating: 0)
        var end = 0
        var offset = 0
        for _ in 0..<values.count {
            let count = values.number(at: &offset)
            decoded.store(UInt64(count), at: end)
            end += 8
            for _ in 0..<count {
                let value = values.location(at: &offset)
                decoded[end] = value.kind.rawValue
                decoded.store(UInt64(value.text.count), at: end + 1)
                end += 9
                for index in value.text {
                    decoded[end] = values.bytes[index]
                    end += 1
                }
                decoded.store(value.fingerprint, at: end)
                end += 8
            }
        }
        // SAFETY: there is room for the padding, and the buffer stays as it is for the call.
        return TextHash.hash(unsafe ByteView(base: decoded.pointer(), count: end))
    }

    // MARK: - Writing

    /// Appends how many values a field has, and the values.
    private mutating func append(
        _ field: Int,
        in evaluator: inout Evaluator
    ) throws(StringDecoder.Failure) {
        let head = written.count
        written.append(0)
        starts.removeAll(keepingCapacity: true)
        var seen: Set<[UInt8]> = []
        var next = evaluator.scanner.table.head(of: field)
        while next >= 0 {
            let entry = evaluator.scanner.table.entry(next)
            next = Int(entry.next)
            let start = written.count
            guard try append(entry, in: &evaluator) else { continue }
            if isRepeated(from: start, &seen) {
                written.removeLast(written.count - start)
            } else {
                starts.append(start)
            }
        }
        guard starts.count >= 0x80 else {
            written[head] = UInt8(starts.count)
            return
        }
        var number: [UInt8] = []
        PackedValues.append(number: starts.count, to: &number)
        written.replaceSubrange(head...head, with: number)
    }

    /// Whether the field has the value that was written last already.
    private func isRepeated(from start: Int, _ seen: inout Set<[UInt8]>) -> Bool {
        guard starts.count >= FieldValueReader.comparedValueLimit else {
            return starts.indices.contains { index in
                let end = index + 1 < starts.count ? starts[index + 1] : start
                return written[starts[index]..<end] == written[start...]
            }
        }
        if seen.isEmpty {
            for (index, first) in starts.enumerated() {
                let end = index + 1 < starts.count ? starts[index + 1] : start
                seen.insert(Array(written[first..<end]))
            }
        }
        return !seen.insert(Array(written[start...])).inserted
    }

    /// Appends the value of an entry; `false` for what is none.
    private mutating func append(
        _ entry: FieldTable.Entry,
        in evaluator: inout Evaluator
    ) throws(StringDecoder.Failure) -> Bool {
        switch entry.kind {
        case .null, .array, .object: return false
        case .true, .false, .number, .string: break
        }
        // Signals show what groups are, and must not show this.
        if SignalEncoder.isHidden(entry, &evaluator) {
            PackedValues.append(.redacted, to: &written)
            return true
        }
        switch entry.kind {
        case .string: append(string: try text(of: entry, in: &evaluator))
        case .number:
            let text = try text(of: entry, in: &evaluator)
            PackedValues.append(FieldValue(number: text), to: &written)
        default: PackedValues.append(FieldValue(entry.kind == .true), to: &written)
        }
        return true
    }

    /// Appends the value of a string; nearly all are short and have no letters beyond ASCII.
    private mutating func append(string text: ByteView) {
        guard text.count <= FieldValue.byteLimit, text.isASCII else {
            PackedValues.append(FieldValue(string: text), to: &written)
            return
        }
        written.append(FieldValue.Kind.string.rawValue)
        PackedValues.append(number: text.count, to: &written)
        text.append(from: 0, to: text.count, into: &written)
    }

    /// What a string means, or how a number is spelt; valid until the next call.
    private mutating func text(
        of entry: FieldTable.Entry,
        in evaluator: inout Evaluator
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
    static let redacted = FieldValue(.string, text: Array("\(SignalEncoder.redactedText)".utf8))
}
