internal import MartletPolicy

extension NoisePolicy {
    /// The lines for programs.
    var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let ruleCount { members.append((key: "rules", value: .integer(ruleCount))) }
        members.append((key: "undecided", value: Self.json(undecided)))
        if let received { members.append((key: "request_received", value: received.json)) }
        members.append((key: "lines", value: .array(lines.map(\.json))))
        members.append((key: "kept", value: .array(kept.map(\.json))))
        return .object(members + NoiseReport.json(amount))
    }

    fileprivate static func json(_ titles: [String]) -> JSONValue {
        .array(titles.map { .string($0) })
    }
}

extension NoisePolicy.Received {
    fileprivate var json: JSONValue {
        .object(NoiseReport.json(amount) + [(key: "rules", value: NoisePolicy.json(readers))])
    }
}

extension NoisePolicy.Line {
    fileprivate var json: JSONValue {
        let yaml = JSONValue.string(omission.yaml)
        return .object([(key: "yaml", value: yaml)] + NoiseReport.json(amount))
    }
}

extension NoisePolicy.Kept {
    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        members.append((key: "user", value: .string(key.user)))
        members.append((key: "verb", value: .string(key.verb)))
        members.append((key: "target", value: .string(key.target)))
        members += NoiseReport.json(amount)
        members.append((key: "reason", value: .string(reason.id)))
        members.append((key: "rules", value: NoisePolicy.json(reason.readers)))
        return .object(members)
    }
}

extension NoisePolicy.Reason {
    /// What stands for it in the report for programs.
    fileprivate var id: String {
        switch self {
        case .read: "rules"
        case .person: "person"
        case .nobody: "nobody"
        case .unnameable: "unnameable"
        case .unasked: "no_rules"
        }
    }

    fileprivate var readers: [String] { if case .read(let titles) = self { titles } else { [] } }
}
