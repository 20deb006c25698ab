internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

/// A value of a baseline by itself.
struct BaselineRow {
    let correlation: Baseline.Correlation
    let group: [FieldValue]
    let value: KnownValue

    /// What tells it from others.
    struct Key: Hashable {
        let name: String
        let group: [FieldValue]
        let tuple: [FieldValue]
    }

    var key: Key {
        Key(name: correlation.name, group: group, tuple: value.tuple)
    }

    /// All values in order.
    static func rows(of baseline: Baseline) -> [BaselineRow] {
        baseline.correlations.flatMap { correlation in
            correlation.groups.flatMap { group in
                group.known.map { value in
                    BaselineRow(correlation: correlation, group: group.values, value: value)
                }
            }
        }
    }

    /// A line a difference, in the order of the values.
    static func differences(_ old: [BaselineRow], _ new: [BaselineRow]) -> [String] {
        let before = Dictionary(old.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let added = new.compactMap { row -> String? in
            guard let earlier = before[row.key] else { return "+ \(row.text)" }
            guard earlier.value.latest != row.value.latest else { return nil }
            return "~ \(row.text) (before: \(Self.text(earlier.value.latest)))"
        }
        return old.filter { after[$0.key] == nil }.map { "- \($0.text)" } + added
    }

    /// For people: title, group, value, and when it was seen.
    var text: String {
        let group = zip(correlation.groupBy, group).map { "\($0)=\(Self.text($1))" }
        let values = zip(correlation.fields, value.tuple).map { "\($0)=\(Self.text($1))" }
        let seen = "\(Self.text(value.since)) to \(Self.text(value.latest))"
        let parts = [correlation.title] + group + values + [seen]
        return VisibleText.escape(parts.joined(separator: "  "))
    }

    var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = correlation.id { members.append((key: "id", value: .string(id))) }
        members += [
            (key: "title", value: .string(correlation.title)),
            (key: "group", value: Self.object(correlation.groupBy, group)),
            (key: "value", value: Self.object(correlation.fields, value.tuple)),
            (key: "first", value: .string(Self.text(value.since))),
            (key: "last", value: .string(Self.text(value.latest))),
        ]
        return .object(members)
    }

    private static func object(_ names: [String], _ values: [FieldValue]) -> JSONValue {
        .object(zip(names, values).map { (key: $0, value: .string(text($1))) })
    }

    private static func text(_ time: Int64) -> String {
        var bytes: [UInt8] = []
        TimeText.append(time, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value; behind one that was cut stands what tells it from others.
    private static func text(_ value: FieldValue) -> String {
        if value.kind == .missing { return "(none)" }
        let text = String(decoding: value.text, as: UTF8.self)
        guard value.fingerprint != 0 else { return text }
        return "\(text)… [\(String(value.fingerprint, radix: 16))]"
    }
}
