/// Events that random rules often match, in many spellings of JSON.
package struct RandomEvents {
    var random: RandomSource
    let vocabulary: Vocabulary

    private init(_ vocabulary: Vocabulary, _ random: RandomSource) {
        self.vocabulary = vocabulary
        self.random = random
    }

    /// One event on one line without its line feed: strictly valid, no key twice in an object.
    package static func line(
        from vocabulary: Vocabulary,
        using random: inout RandomSource
    ) -> [UInt8] {
        var maker = RandomEvents(vocabulary, random)
        var event = JSONValue.object(maker.members(depth: 2))
        for _ in 0..<maker.random.below(12) { maker.plant(in: &event) }
        let line = JSONSpelling.spell(event, using: &maker.random)
        random = maker.random
        return line
    }

    private mutating func key() -> [UInt8] {
        if random.oneIn(4) { return Array(random.pick(vocabulary.otherKeys).utf8) }
        let field = random.pick(vocabulary.fields).utf8.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        )
        let start = random.below(field.count)
        let end = start + 1 + random.below(min(3, field.count - start))
        return Array(field[start..<end].joined(separator: [UInt8(ascii: ".")]))
    }

    private mutating func members(depth: Int) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        for _ in 0..<random.below(5) {
            let key = key()
            guard !members.contains(where: { $0.key == key }) else { continue }
            members.append(JSONValue.Member(key: key, value: value(depth: depth)))
        }
        return members
    }

    mutating func value(depth: Int) -> JSONValue {
        if !vocabulary.times.isEmpty, random.oneIn(2) { return random.pick(vocabulary.times) }
        if depth > 0, random.oneIn(12) { return .string(innerEvent(depth: depth - 1)) }
        if random.oneIn(20) { return .string(uri()) }
        if depth > 0, random.oneIn(16) { return patch(depth: depth - 1) }
        switch random.below(depth == 0 ? 7 : 12) {
        case 0: return .null
        case 1: return .boolean(random.oneIn(2))
        case 2: return .number(Array(random.pick(vocabulary.numbers).utf8))
        case 7: return .object(members(depth: depth - 1))
        case 8, 9:
            // More members than an engine compares one by one, now and then.
            let count = random.oneIn(30) ? 40 : random.below(4)
            return .array((0..<count).map { _ in value(depth: count > 4 ? 0 : depth - 1) })
        case 10, 11: return table(depth: depth - 1)
        default: return .string(text())
        }
    }

    /// An event as a text within another, as collectors leave it; now and then it is damaged.
    private mutating func innerEvent(depth: Int) -> [UInt8] {
        var event = JSONValue.object(members(depth: depth))
        for _ in 0..<random.below(4) { plant(value(depth: depth), in: &event) }
        var text = JSONSpelling.spell(event, using: &random)
        switch random.below(8) {
        case 0: text = Array(text.dropLast(1 + random.below(text.count)))
        case 1: text = Array(random.pick([" ", "\n", "\t\r\n"]).utf8) + text
        case 2: text.append(random.pick([0x0A, 0x20, 0x7D, 0x78]))
        case 3: text = Array("[".utf8) + text + Array("]".utf8)
        default: break
        }
        // A cut may divide a scalar; texts of events are whole ones.
        while String(validating: text, as: UTF8.self) == nil { text.removeLast() }
        return text
    }

    /// An array of objects that share their keys, and now and then of something else.
    private mutating func table(depth: Int) -> JSONValue {
        let keys = Set((0...random.below(3)).map { _ in key() }).sorted {
            $0.lexicographicallyPrecedes($1)
        }
        let values = keys.map { _ in value(depth: depth) }
        return .array(
            (0...random.below(4)).map { _ in
                if random.oneIn(10) { return value(depth: depth) }
                let kept = keys.indices.filter { _ in !random.oneIn(6) }
                return .object(
                    kept.map { index in
                        let value = random.oneIn(2) ? values[index] : value(depth: depth)
                        return JSONValue.Member(key: keys[index], value: value)
                    }
                )
            }
        )
    }

    private mutating func text() -> [UInt8] {
        var word = random.pick(vocabulary.texts)
        if random.oneIn(4) {
            // Figure dash and minus sign are no dashes of `windash`.
            let dashes = Vocabulary.dashes + ["\u{2012}", "\u{2212}"]
            let scalars = word.unicodeScalars.map { scalar in
                Vocabulary.dashes.contains(scalar) ? random.pick(dashes) : scalar
            }
            word = String(String.UnicodeScalarView(scalars))
        }
        if random.oneIn(4) { word = String(String.UnicodeScalarView(word.swappedCase)) }
        // Now and then the text is longer than any block that a scanner reads at once.
        if random.oneIn(16) {
            let filler = random.pick(["x", "\"", "\\", "{[", "é", "a\\\""])
            word += String(repeating: filler, count: random.below(160))
        }
        let text = Array(word.utf8)
        guard random.oneIn(10) else { return text }
        // A lone surrogate in front of the text, behind it, or alone.
        let surrogate = WTF8.encode(UInt32(random.pick([0xD800, 0xDBFF, 0xDC00, 0xDFFF])))
        return random.pick([surrogate + text, text + surrogate, surrogate])
    }

    /// Lays a value at one of the rules' fields, its segments joined or nested in any way.
    private mutating func plant(in event: inout JSONValue) {
        plant(value(depth: 1), in: &event)
    }

    private mutating func plant(_ value: JSONValue, in event: inout JSONValue) {
        var name = random.pick(vocabulary.fields)[...].utf8
        // An escaped dot is a dot of the key.
        var segments: [[UInt8]] = [[]]
        while let byte = name.popFirst() {
            if byte == UInt8(ascii: "\\"), name.first == UInt8(ascii: ".") {
                segments[segments.count - 1].append(UInt8(ascii: "."))
                _ = name.popFirst()
            } else if byte == UInt8(ascii: ".") {
                if random.oneIn(4) {
                    segments[segments.count - 1].append(byte)
                } else {
                    segments.append([])
                }
            } else {
                segments[segments.count - 1].append(byte)
            }
        }
        plant(value, at: segments[...], in: &event)
    }

    private mutating func plant(
        _ value: JSONValue,
        at path: ArraySlice<[UInt8]>,
        in target: inout JSONValue
    ) {
        guard let key = path.first else {
            target = random.oneIn(6) ? .array([target, value]) : value
            return
        }
        if random.oneIn(6) {
            // An array of objects on the way; what was there becomes its first member.
            var element = JSONValue.object([])
            plantMember(value, key, path.dropFirst(), in: &element)
            if case .array(let elements) = target {
                target = .array(elements + [element])
                return
            }
            if path.count > 1 {
                var nested = JSONValue.array([element])
                if random.oneIn(3) { nested = .array([nested, .array([]), .null]) }
                plantMember(value, key, path.dropFirst(), in: &target)
                setMember(key, in: &target) { old in .array([old, nested]) }
                return
            }
        }
        plantMember(value, key, path.dropFirst(), in: &target)
    }

    private mutating func plantMember(
        _ value: JSONValue,
        _ key: [UInt8],
        _ rest: ArraySlice<[UInt8]>,
        in target: inout JSONValue
    ) {
        guard case .object(var members) = target else {
            target = .object([])
            return plantMember(value, key, rest, in: &target)
        }
        let index = members.firstIndex { $0.key == key } ?? members.count
        if index == members.count {
            members.append(JSONValue.Member(key: key, value: .null))
        }
        plant(value, at: rest, in: &members[index].value)
        target = .object(members)
    }

    private func setMember(
        _ key: [UInt8],
        in target: inout JSONValue,
        _ change: (JSONValue) -> JSONValue
    ) {
        guard case .object(var members) = target,
            let index = members.firstIndex(where: { $0.key == key })
        else { return }
        members[index].value = change(members[index].value)
        target = .object(members)
    }
}
