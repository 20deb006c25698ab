internal import MartletRules

/// The objects that log sources make of an event's fields.
///
/// Source: `docs/log-sources.md`, "Derived fields".
enum ReferenceDerivation {
    /// What a path starts from; `nil` if nothing in the event makes it.
    static func root(of path: FieldPath, in event: JSONValue) -> JSONValue? {
        guard case .derived(let form, let source) = path.origin else { return event }
        switch form {
        case .query:
            let texts = ReferenceOccurrence(of: FieldReference(source), in: event).values
                .compactMap { value in if case .string(let text) = value { text } else { nil } }
            return texts.first.flatMap(query)
        case .jsonPatch:
            let lists = ReferenceOccurrence.ends(of: source, in: event)
                .compactMap { value in if case .array(let list) = value { list } else { nil } }
            return lists.first.flatMap(patched)
        }
    }
}

// MARK: - Queries

extension ReferenceDerivation {
    private static func query(_ uri: [UInt8]) -> JSONValue? {
        let parts = uri.split(separator: 0x3F, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        var members: [JSONValue.Member] = []
        for pair in parts[1].split(separator: 0x26).prefix(10_000) {
            let sides = pair.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
            let name = decoded(Array(sides[0]))
            let value = JSONValue.string(sides.count > 1 ? decoded(Array(sides[1])) : [])
            if let known = members.firstIndex(where: { $0.key == name }),
                case .array(let values) = members[known].value
            {
                members[known].value = .array(values + [value])
            } else {
                members.append(JSONValue.Member(key: name, value: .array([value])))
            }
        }
        return .object(members)
    }

    private static func decoded(_ text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < text.count {
            let escape = text[index...].prefix(3)
            let digits = String(decoding: escape.dropFirst(), as: UTF8.self)
            let isEscape =
                escape.first == 0x25 && digits.utf8.count == 2
                && digits.utf8.allSatisfy { UInt8(String(UnicodeScalar($0)), radix: 16) != nil }
            if isEscape, let byte = UInt8(digits, radix: 16) {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(text[index] == 0x2B ? 0x20 : text[index])
                index += 1
            }
        }
        return repaired(bytes)
    }

    /// Puts U+FFFD in place of each longest beginning of a scalar that does not go on as it must.
    ///
    /// Source: The Unicode Standard, table 3-7 and "U+FFFD Substitution of Maximal Subparts".
    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let lead = rest.first {
            let (count, second): (Int, ClosedRange<UInt8>) =
                switch lead {
                case 0x00...0x7F: (1, 0x80...0xBF)
                case 0xC2...0xDF: (2, 0x80...0xBF)
                case 0xE0: (3, 0xA0...0xBF)
                case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
                case 0xED: (3, 0x80...0x9F)
                case 0xF0: (4, 0x90...0xBF)
                case 0xF1...0xF3: (4, 0x80...0xBF)
                case 0xF4: (4, 0x80...0x8F)
                default: (0, 0x80...0xBF)
                }
            var length = 1
            while length < count, length < rest.count {
                let byte = rest[rest.startIndex + length]
                guard length == 1 ? second.contains(byte) : (0x80...0xBF).contains(byte) else {
                    break
                }
                length += 1
            }
            result += length == count ? Array(rest.prefix(length)) : [0xEF, 0xBF, 0xBD]
            rest.removeFirst(length)
        }
        return result
    }
}

// MARK: - Patches

extension ReferenceDerivation {
    /// What is known of a value.
    private indirect enum Known {
        case nothing
        case value(JSONValue)
        case object([(key: [UInt8], value: Known)])
        /// Each element with the step that named it first and the place that it has now.
        case array([(step: [UInt8], place: Int?, value: Known)])
    }

    private static func patched(_ operations: [JSONValue]) -> JSONValue? {
        var root = Known.object([])
        for operation in operations.prefix(10_000) {
            guard case .object(let members) = operation else { continue }
            func part(_ key: String) -> JSONValue? {
                members.last { $0.key == Array(key.utf8) }?.value
            }
            guard let value = part("value"), case .string(let path)? = part("path"),
                case .string(let name)? = part("op")
            else { continue }
            let isAdded = name == Array("add".utf8)
            guard isAdded || name == Array("replace".utf8) else { continue }
            var steps = path.split(separator: 0x2F, omittingEmptySubsequences: false).map(unescaped)
            // What stands before the first slash does not count.
            steps.removeFirst()
            guard !steps.isEmpty || path.isEmpty, steps.count <= 64 else { continue }
            root = set(value, at: steps[...], isAdded, in: root, isRoot: true)
        }
        guard case .object = json(root) else { return nil }
        return json(root)
    }

    private static func unescaped(_ step: ArraySlice<UInt8>) -> [UInt8] {
        var parts = step.split(separator: 0x7E, omittingEmptySubsequences: false).map(Array.init)
        for index in parts.indices.dropFirst() {
            switch parts[index].first {
            case 0x30: parts[index][0] = 0x7E
            case 0x31: parts[index][0] = 0x2F
            default: parts[index].insert(0x7E, at: 0)
            }
        }
        return parts.flatMap(\.self)
    }

    /// The number that a step is as a place in an array.
    private static func place(_ step: [UInt8]) -> Int? {
        let text = String(decoding: step, as: UTF8.self)
        guard let number = Int(text) else { return nil }
        let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        return digits.utf8.count <= 18 ? number : nil
    }

    private static func set(
        _ value: JSONValue,
        at steps: ArraySlice<[UInt8]>,
        _ isAdded: Bool,
        in known: Known,
        isRoot: Bool = false
    ) -> Known {
        guard let step = steps.first else { return .value(value) }
        let rest = steps.dropFirst()
        switch opened(known, for: step, isRoot: isRoot) {
        case .array(var elements):
            let number = place(step)
            if let number, rest.isEmpty, isAdded {
                for index in elements.indices {
                    guard let other = elements[index].place, number >= 0, other >= number else {
                        continue
                    }
                    elements[index].place = other + 1
                }
            } else if let number,
                let index = elements.firstIndex(where: { $0.place == number })
            {
                elements[index].value = set(value, at: rest, isAdded, in: elements[index].value)
                return .array(elements)
            }
            elements.append((step, number, set(value, at: rest, isAdded, in: .nothing)))
            return .array(elements)
        case .object(var members):
            if let index = members.firstIndex(where: { $0.key == step }) {
                members[index].value = set(value, at: rest, isAdded, in: members[index].value)
            } else {
                members.append((step, set(value, at: rest, isAdded, in: .nothing)))
            }
            return .object(members)
        case let other: return other
        }
    }

    /// What a step can lead into: an object, or an array if the step can be a place there.
    private static func opened(_ known: Known, for step: [UInt8], isRoot: Bool) -> Known {
        let isPlace = step == [0x2D] || place(step) != nil
        switch known {
        case .object: return known
        case .value(.object(let members)):
            return .object(members.map { ($0.key, .value($0.value)) })
        case .value(.array(let elements)):
            let array = elements.enumerated().map { place, element in
                (step: Array(String(place).utf8), place: place as Int?, value: Known.value(element))
            }
            return opened(.array(array), for: step, isRoot: isRoot)
        case .nothing, .value:
            return isPlace && !isRoot ? .array([]) : .object([])
        case .array(let elements):
            guard !isPlace else { return known }
            var members: [(key: [UInt8], value: Known)] = []
            for element in elements {
                members.removeAll { $0.key == element.step }
                members.append((element.step, element.value))
            }
            return .object(members)
        }
    }

    private static func json(_ known: Known) -> JSONValue {
        switch known {
        case .nothing: .object([])
        case .value(let value): value
        case .array(let elements): .array(elements.map { json($0.value) })
        case .object(let members):
            .object(members.map { JSONValue.Member(key: $0.key, value: json($0.value)) })
        }
    }
}
