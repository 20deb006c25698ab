internal import MartletRules

/// Rules as `martlet rules` lists them.
struct RuleListing {
    let ruleSet: RuleSet

    private var rules: [Rule] { ruleSet.rules }

    /// A block of lines a rule: level, title and id, then tags, fields and filters.
    func table(style: TerminalStyle) -> String {
        let titles = rules.map { VisibleText.escape($0.title) }
        let titleWidth = min(50, titles.map(DisplayWidth.of).max() ?? 0)
        var text = ""
        for (rule, title) in zip(rules, titles) {
            let level = Column.left(rule.level.rawValue, 13)
            let identifier = VisibleText.escape(rule.id ?? "no id")
            text += style.level(rule.level, level) + "  "
            text += style.bold(Column.left(title, titleWidth)) + "  \(style.dim(identifier))\n"
            text += Self.line("tags", rule.tags, style)
            text += Self.line("fields", rule.fieldsRead, style)
            for filter in rule.filters {
                text += Self.line("filter", [ruleSet.filters[filter].title], style)
            }
        }
        return text
    }

    /// A JSON array of objects.
    var json: JSONValue {
        .array(rules.map(json))
    }

    private func json(_ rule: Rule) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = rule.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "title", value: .string(rule.title)))
        members.append((key: "level", value: .string(rule.level.rawValue)))
        if let status = rule.status { members.append((key: "status", value: .string(status))) }
        members.append((key: "tags", value: .array(rule.tags.map { .string($0) })))
        members.append(
            (key: "fields", value: .array(rule.fieldsRead.map { .string($0) }))
        )
        if !rule.filters.isEmpty {
            let filters = rule.filters.map { Self.json(ruleSet.filters[$0]) }
            members.append((key: "filters", value: .array(filters)))
        }
        members.append((key: "logsource", value: .object(rule.logSource.jsonMembers)))
        members.append((key: "file", value: .string(rule.location.file)))
        members.append((key: "line", value: .integer(rule.location.line)))
        return .object(members)
    }

    private static func json(_ filter: Filter) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = filter.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "title", value: .string(filter.title)))
        if let reason = filter.reason { members.append((key: "reason", value: .string(reason))) }
        if let date = filter.expires {
            members.append((key: "expires", value: .string(date.description)))
        }
        return .object(members)
    }

    private static func line(_ name: String, _ values: [String], _ style: TerminalStyle) -> String {
        guard !values.isEmpty else { return "" }
        let list = VisibleText.escape(values.joined(separator: " "))
        return "               \(style.dim(Column.left(name, 6)))  \(list)\n"
    }
}
