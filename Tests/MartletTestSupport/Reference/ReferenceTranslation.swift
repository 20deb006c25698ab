internal import MartletRules

/// The event that an object tells in other words.
///
/// Source: `docs/log-sources.md`, "Envelopes".
enum ReferenceTranslation {
    /// What a value is in the translation: its text, by which tables know it, and its JSON.
    private struct Found {
        var text: [UInt8]
        var json: [UInt8]
    }

    /// The event as text.
    static func text(of object: ReferenceEvent, by translation: EventTranslation) -> [UInt8] {
        let groups = groups(of: object, by: translation)
        var members: [(key: [UInt8], json: [UInt8])] = []
        for member in translation.members {
            if let json = json(member.node, object, groups) {
                members.append((Array(member.key.utf8), json))
            }
        }
        guard translation.keepsOthers, case .object(let others) = object.value else {
            return written(members.map { (quoted($0.key), $0.json) })
        }
        // The members of the object in their places and as they are written, then what is new.
        let kept = others.compactMap { other -> (key: [UInt8], json: [UInt8])? in
            guard let place = other.place else { return nil }
            let key = Array(object.text[place.key])
            let replacing = members.first { $0.key == other.key }
            return (key, replacing?.json ?? Array(object.text[place.value]))
        }
        let added = members.filter { member in !others.contains { $0.key == member.key } }
        return written(kept + added.map { (quoted($0.key), $0.json) })
    }

    /// The named parts of texts: of each extraction those of the first pattern that matches, of
    /// parts with one name the first that is not empty.
    private static func groups(
        of object: ReferenceEvent,
        by translation: EventTranslation
    ) -> [String: [UInt8]] {
        var result: [String: [UInt8]] = [:]
        for extraction in translation.extractions {
            let texts = ReferenceOccurrence.ends(of: extraction.field, in: object.value)
                .flatMap(strings)
            guard let text = texts.first,
                let pattern = extraction.patterns.first(where: { $0.groups(in: text) != nil }),
                let ranges = pattern.groups(in: text)
            else { continue }
            for (name, range) in zip(pattern.groupNames, ranges) {
                guard let name, let range, !range.isEmpty, result[name] == nil else { continue }
                result[name] = Array(text[range])
            }
        }
        return result
    }

    private static func strings(in value: JSONValue) -> [[UInt8]] {
        switch value {
        case .string(let text): [text]
        case .array(let elements): elements.flatMap(strings)
        default: []
        }
    }

    /// A member's value; `nil` for one that is left out, as an object without members is.
    private static func json(
        _ node: EventTranslation.Node,
        _ object: ReferenceEvent,
        _ groups: [String: [UInt8]]
    ) -> [UInt8]? {
        switch node {
        case .object(let members):
            let inner = members.compactMap { member in
                json(member.node, object, groups).map { (quoted(Array(member.key.utf8)), $0) }
            }
            return inner.isEmpty ? nil : written(inner)
        case .value(let value):
            guard let json = json(value, object, groups) else { return nil }
            return value.isList ? Array("[".utf8) + json + Array("]".utf8) : json
        }
    }

    private static func json(
        _ value: EventTranslation.Value,
        _ object: ReferenceEvent,
        _ groups: [String: [UInt8]]
    ) -> [UInt8]? {
        guard let found = found(value.source, object, groups) else {
            return value.absent.map { Array($0.utf8) }
        }
        guard let row = value.table.first(where: { Array($0.key.utf8) == found.text }) else {
            return found.json
        }
        return row.value.map { Array($0.utf8) }
    }

    private static func found(
        _ source: EventTranslation.Source,
        _ object: ReferenceEvent,
        _ groups: [String: [UInt8]]
    ) -> Found? {
        switch source {
        case .constant(let text):
            return Found(text: Array(text.utf8), json: quoted(Array(text.utf8)))
        case .group(let name):
            return groups[name].map { Found(text: $0, json: quoted($0)) }
        case .fields(let paths):
            let values = paths.compactMap { path in
                ReferenceOccurrence.ends(of: path, in: object.value).first
            }
            guard let value = values.first(where: { $0 != .null }) else { return nil }
            switch value {
            case .string(let text): return Found(text: text, json: quoted(text))
            case .number(let text): return Found(text: text, json: text)
            case .boolean(let isTrue):
                let text = Array(String(isTrue).utf8)
                return Found(text: text, json: text)
            case .null, .array, .object: return Found(text: [], json: written(value))
            }
        }
    }

    private static func written(_ value: JSONValue) -> [UInt8] {
        switch value {
        case .null: Array("null".utf8)
        case .boolean(let value): Array(String(value).utf8)
        case .number(let text): text
        case .string(let text): quoted(text)
        case .array(let elements):
            Array("[".utf8) + elements.map(written).joined(separator: Array(",".utf8))
                + Array("]".utf8)
        case .object(let members): written(members.map { (quoted($0.key), written($0.value)) })
        }
    }

    private static func written(_ members: [(key: [UInt8], json: [UInt8])]) -> [UInt8] {
        let pairs = members.map { $0.key + Array(":".utf8) + $0.json }
        return Array("{".utf8) + pairs.joined(separator: Array(",".utf8)) + Array("}".utf8)
    }

    /// A text as a JSON string; lone surrogates, which UTF-8 cannot hold, as escapes.
    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        var result = Array("\"".utf8)
        for scalar in WTF8.decode(text) {
            if [0x22, 0x5C].contains(scalar) || scalar < 0x20 || (0xD800..<0xE000).contains(scalar)
            {
                let digits = String(scalar, radix: 16)
                let zeros = String(repeating: "0", count: 4 - digits.count)
                result += Array("\\u\(zeros)\(digits)".utf8)
            } else {
                result += WTF8.encode(scalar)
            }
        }
        return result + Array("\"".utf8)
    }
}
