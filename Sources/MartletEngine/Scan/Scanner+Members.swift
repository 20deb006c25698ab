/// Access to single objects and arrays, for what is too rare to walk by the trie.
extension Scanner {
    /// What kind of value starts at an offset.
    func kind(at offset: Int) -> FieldTable.Kind {
        switch text[offset] {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"): .true
        case UInt8(ascii: "f"): .false
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }

    /// The offset behind the value that starts at an offset.
    package func end(ofValueAt offset: Int) -> Int {
        switch kind(at: offset) {
        case .object, .array: return min(index.closingBracket(from: offset + 1) + 1, limit)
        case .string: return min(index.nextQuote(from: offset + 1) + 1, limit)
        case .true, .null: return min(offset + 4, limit)
        case .false: return min(offset + 5, limit)
        case .number: return JSONGrammar.endOfNumber(text, from: offset, to: limit) ?? limit
        }
    }

    /// Appends the value at an offset to a field; `false` if it is no value.
    mutating func append(valueAt offset: Int, to field: Int) -> Bool {
        let entry: FieldTable.Entry
        switch text[offset] {
        case UInt8(ascii: "{"):
            entry = .init(offset: UInt32(offset), count: 0, kind: .object)
        case UInt8(ascii: "["):
            entry = .init(offset: UInt32(offset), count: 0, kind: .array)
        case UInt8(ascii: "\""):
            let end = index.nextQuote(from: offset + 1)
            guard end < limit else { return fail(.truncated, at: limit) != nil }
            entry = .init(
                offset: UInt32(offset + 1),
                count: UInt32(end - offset - 1),
                kind: .string
            )
        default:
            guard let (kind, end) = scalar(at: offset) else { return false }
            entry = .init(offset: UInt32(offset), count: UInt32(end - offset), kind: kind)
        }
        table.append(entry, to: field, isLiteral: false)
        return true
    }

    /// The offsets of an array's members.
    package func memberOffsets(ofArrayAt start: Int) -> [Int] {
        var offsets: [Int] = []
        var offset = JSONGrammar.skipSpace(text, from: start + 1, to: limit)
        while offset < limit, text[offset] != UInt8(ascii: "]") {
            offsets.append(offset)
            offset = JSONGrammar.skipSpace(text, from: end(ofValueAt: offset), to: limit)
            guard offset < limit, text[offset] == UInt8(ascii: ",") else { break }
            offset = JSONGrammar.skipSpace(text, from: offset + 1, to: limit)
        }
        return offsets
    }

    /// The members of an object, each with where its key and its value stand, quotes of the key
    /// left out.
    mutating func memberRanges(
        ofObjectAt start: Int
    ) -> [(key: Range<Int>, value: Range<Int>)] {
        var members: [(key: Range<Int>, value: Range<Int>)] = []
        var offset = JSONGrammar.skipSpace(text, from: start + 1, to: limit)
        while offset < limit, text[offset] == UInt8(ascii: "\"") {
            let keyEnd = index.nextQuote(from: offset + 1)
            guard keyEnd < limit else { break }
            let colon = JSONGrammar.skipSpace(text, from: keyEnd + 1, to: limit)
            let value = JSONGrammar.skipSpace(text, from: min(colon + 1, limit), to: limit)
            let end = value < limit ? end(ofValueAt: value) : limit
            members.append((offset + 1..<keyEnd, value..<end))
            offset = JSONGrammar.skipSpace(text, from: end, to: limit)
            guard offset < limit, text[offset] == UInt8(ascii: ",") else { break }
            offset = JSONGrammar.skipSpace(text, from: offset + 1, to: limit)
        }
        return members
    }

    /// The offset of one member of an array, counted from 0 or, below 0, from its end.
    func memberOffset(_ number: Int, ofArrayAt start: Int) -> Int? {
        var members = MemberCursor(ofArrayAt: start, flattens: false)
        var wanted = number
        if number < 0 {
            var counter = members
            while counter.next(in: self) != nil { wanted += 1 }
            guard wanted >= 0 else { return nil }
        }
        while let member = members.next(in: self) {
            if wanted == 0 { return member }
            wanted -= 1
        }
        return nil
    }

    /// The offset of the value behind a key of an object, the first if there are several.
    mutating func valueOffset(ofKey key: [UInt8], inObjectAt start: Int) -> Int? {
        var offset = JSONGrammar.skipSpace(text, from: start + 1, to: limit)
        while offset < limit, text[offset] == UInt8(ascii: "\"") {
            let keyEnd = index.nextQuote(from: offset + 1)
            guard keyEnd < limit else { return nil }
            let isWanted = isString(key, from: offset + 1, to: keyEnd)
            let colon = JSONGrammar.skipSpace(text, from: keyEnd + 1, to: limit)
            let value = JSONGrammar.skipSpace(text, from: min(colon + 1, limit), to: limit)
            guard value < limit else { return nil }
            if isWanted { return value }
            offset = JSONGrammar.skipSpace(text, from: end(ofValueAt: value), to: limit)
            guard offset < limit, text[offset] == UInt8(ascii: ",") else { return nil }
            offset = JSONGrammar.skipSpace(text, from: offset + 1, to: limit)
        }
        return nil
    }

    /// Whether the string between two quotes is a text, escapes resolved.
    mutating func isString(_ key: [UInt8], from start: Int, to end: Int) -> Bool {
        if !index.holdsSpecial(from: start, to: end) {
            return end - start == key.count
                && key.indices.allSatisfy { text[start + $0] == key[$0] }
        }
        guard let count = decodeKey(from: start, to: end) else { return false }
        let decoded = decodedKey(count: count)
        return count == key.count && key.indices.allSatisfy { decoded[$0] == key[$0] }
    }

    /// Appends every scalar leaf from one offset to another to a field; `false` after a failure.
    ///
    /// Leaves are all values that are no objects, arrays or keys; the tokens are checked as they
    /// are read.
    mutating func appendLeaves(from start: Int, to end: Int, field: Int) -> Bool {
        var offset = start
        while offset < end {
            let byte = text[offset]
            switch byte {
            case UInt8(ascii: "\""):
                let close = index.nextQuote(from: offset + 1)
                guard close < end else { return fail(.truncated, at: end) != nil }
                let next = JSONGrammar.skipSpace(text, from: close + 1, to: end)
                if next < end, text[next] == UInt8(ascii: ":") {
                    offset = next + 1
                    continue
                }
                let leaf = FieldTable.Entry(
                    offset: UInt32(offset + 1),
                    count: UInt32(close - offset - 1),
                    kind: .string
                )
                table.append(leaf, to: field, isLiteral: false)
                offset = next
            case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
                offset += 1
            default:
                guard let (kind, close) = scalar(at: offset) else { return false }
                let leaf = FieldTable.Entry(
                    offset: UInt32(offset),
                    count: UInt32(close - offset),
                    kind: kind
                )
                table.append(leaf, to: field, isLiteral: false)
                offset = close
            }
        }
        return true
    }
}

extension Scanner {
    /// Where the whole value stands, quotes included.
    func range(of entry: FieldTable.Entry) -> Range<Int> {
        let start = Int(entry.offset)
        return switch entry.kind {
        case .array, .object: start..<end(ofValueAt: start)
        case .string: start - 1..<start + Int(entry.count) + 1
        case .number, .true, .false, .null: start..<start + Int(entry.count)
        }
    }

    /// The text of a string, escapes resolved; `nil` if it is not valid.
    mutating func decodedText(of entry: FieldTable.Entry) -> [UInt8]? {
        decodedText(from: Int(entry.offset), to: Int(entry.offset) + Int(entry.count))
    }

    /// The text between two quotes, escapes resolved; `nil` if it is not valid.
    mutating func decodedText(from start: Int, to end: Int) -> [UInt8]? {
        guard index.holdsSpecial(from: start, to: end) else {
            return text.slice(from: start, count: end - start).bytes
        }
        guard let count = decodeKey(from: start, to: end) else { return nil }
        return decodedKey(count: count).bytes
    }

    /// The source of a value: what stands between the quotes of a string, or all of a scalar.
    package func text(of entry: FieldTable.Entry) -> ByteView {
        text.slice(from: Int(entry.offset), count: Int(entry.count))
    }
}
