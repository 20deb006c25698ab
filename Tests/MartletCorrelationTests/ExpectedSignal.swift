import MartletEngine
import MartletRules
import MartletTestSupport

/// A line of a golden case, to hold a signal against.
struct ExpectedSignal {
    let line: JSONValue
    let ruleSet: RuleSet
    /// The names of the inputs, by number.
    let inputs: [String]

    /// Everything in which a signal differs, in words for a person.
    func differences(from signal: ReferenceSignal) -> [String] {
        guard case .object(let members) = line else { return ["no signal is expected"] }
        return members.compactMap { member in
            let key = String(decoding: member.key, as: UTF8.self)
            let found = text(of: key, in: signal)
            let expected = text(of: member.value, key)
            return found == expected ? nil : "\(key) is \(found), not \(expected)"
        }
    }

    /// Those of a rule set's ordinal.
    static func title(_ ordinal: Int, in ruleSet: RuleSet) -> String {
        let rules = ruleSet.rules
        return ordinal < rules.count
            ? rules[ordinal].title : ruleSet.correlations[ordinal - rules.count].title
    }

    private func text(of key: String, in signal: ReferenceSignal) -> String {
        switch key {
        case "rule": return Self.title(signal.ordinal, in: ruleSet)
        case "time": return "\(signal.time)"
        case "first": return "\(signal.first)"
        case "last": return "\(signal.last)"
        case "count": return "\(signal.count)"
        case "level": return signal.level.rawValue
        case "group":
            let names = groupNames(signal.ordinal)
            return zip(names, signal.group).map { "\($0)=\(text($1))" }.joined(separator: " ")
        case "value": return signal.value.map { $0.text } ?? "null"
        case "values":
            let tuples = signal.newValues.map { "[" + $0.map(text).joined(separator: " ") + "]" }
            return tuples.joined(separator: " ")
        case "evidence": return signal.evidence.map(text).joined(separator: " ")
        case "source": return text(signal.source)
        default: return "unknown"
        }
    }

    private func text(of value: JSONValue, _ key: String) -> String {
        switch (key, value) {
        case ("time", .number(let text)), ("first", .number(let text)), ("last", .number(let text)):
            return "\(ReferenceQuantity.billionths(text) ?? -1)"
        case ("value", .number(let text)):
            let number = FieldValue(.number, text: text)
            return ReferenceQuantity(beyondLimits: number)?.text ?? "no number"
        case ("group", .object(let members)):
            return members.map { member in
                "\(String(decoding: member.key, as: UTF8.self))="
                    + text(FieldValue(member.value) ?? .missing)
            }.joined(separator: " ")
        case ("values", .array(let tuples)):
            return tuples.map { tuple in
                guard case .array(let values) = tuple else { return "[\(text(tuple))]" }
                return "[" + values.map(text).joined(separator: " ") + "]"
            }.joined(separator: " ")
        case ("evidence", .array(let places)): return places.map(place).joined(separator: " ")
        case ("source", _): return place(value)
        case (_, .string(let bytes)): return String(decoding: bytes, as: UTF8.self)
        case (_, .number(let bytes)): return String(decoding: bytes, as: UTF8.self)
        default: return value == .null ? "null" : "nothing that is compared"
        }
    }

    private func text(_ value: JSONValue) -> String { text(FieldValue(value) ?? .missing) }

    private func text(_ value: FieldValue) -> String {
        let text = String(decoding: value.text, as: UTF8.self)
        return value.kind == .string ? "'\(text)'" : value == .missing ? "null" : text
    }

    private func text(_ place: MatchRecord.Place) -> String {
        (place.input == 0 ? "" : inputs[place.input] + ":") + "\(place.line)"
    }

    private func place(_ value: JSONValue) -> String {
        value.text ?? value.integer.map { "\($0)" } ?? "no place"
    }

    private func groupNames(_ ordinal: Int) -> [String] {
        let rules = ruleSet.rules
        if ordinal < rules.count {
            return rules[ordinal].quieting?.groupBy.map(\.description) ?? []
        }
        return ruleSet.correlations[ordinal - rules.count].groupBy.map(\.description)
    }
}
