internal import MartletRules

extension Coverage {
    /// The matrix for programs; docs/coverage.md describes it.
    package var json: JSONValue {
        let levels = Self.levels(of: rules).map { level, count in
            (key: level.rawValue, value: JSONValue.integer(count))
        }
        let statuses = Self.statuses(of: rules).map { status, count in
            (key: status, value: JSONValue.integer(count))
        }
        return .object([
            (key: "schema", value: .string("martlet.coverage/1")),
            (key: "rules", value: .integer(rules.count)),
            (key: "levels", value: .object(levels)),
            (key: "statuses", value: .object(statuses)),
            (key: "log_sources", value: .array(logSources.map(Self.json))),
            (key: "tactics", value: .array(tactics.map(Self.json))),
            (key: "without_technique", value: .array(rulesWithoutTechnique.map(Self.json))),
        ])
    }

    private static func json(_ source: LogSource, count: Int) -> JSONValue {
        .object(source.jsonMembers + [(key: "rules", value: .integer(count))])
    }

    private static func json(_ tactic: Tactic) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let name = tactic.name { members.append((key: "tactic", value: .string(name))) }
        members.append((key: "rules", value: .integer(tactic.rules.count)))
        let techniques = tactic.techniques.map { technique in
            JSONValue.object([
                (key: "technique", value: .string(technique.number)),
                (key: "rules", value: .array(technique.rules.map(json))),
            ])
        }
        members.append((key: "techniques", value: .array(techniques)))
        return .object(members)
    }

    private static func json(_ rule: RuleMetadata) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = rule.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "title", value: .string(rule.title)))
        members.append((key: "level", value: .string(rule.level.rawValue)))
        if let status = rule.status { members.append((key: "status", value: .string(status))) }
        return .object(members)
    }
}
