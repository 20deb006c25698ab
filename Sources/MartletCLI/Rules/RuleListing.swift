internal import MartletRules

/// Rules as `martlet rules` lists them.
struct RuleListing {
    let ruleSet: RuleSet

    private var rules: [Rule] { ruleSet.rules }
    private var correlations: [Correlation] { ruleSet.correlations }

    /// A block of lines a rule: level, title and id, then tags, fields and filters; then correlations
    /// with what they read.
    func table(style: TerminalStyle) -> String {
        let titles = rules.map(\.title) + correlations.map(\.title)
        let titleWidth = min(
            50,
            titles.map { DisplayWidth.of(VisibleText.escape($0)) }.max() ?? 0
        )
        var text = ""
        for rule in rules {
            text += Self.head(rule.metadata, titleWidth, style)
            text += Self.line(rule.disabling, style)
            text += Self.line("fields", rule.fieldsRead, style)
            if rule.isSilent { text += Self.line("signal", ["none of its own"], style) }
            if let quieting = rule.quieting { text += Self.lines(quieting, style) }
            for filter in rule.filters {
                text += Self.line("filter", [ruleSet.filters[filter].title], style)
            }
        }
        for correlation in correlations {
            text += Self.head(correlation.metadata, titleWidth, style)
            text += Self.line(correlation.disabling, style)
            text += Self.line("type", [Self.summary(correlation)], style)
            text += Self.line("rules", correlation.references.map(\.text), style)
            text += Self.line("group", correlation.groupBy.map(\.description), style)
            if correlation.isSilent { text += Self.line("signal", ["none of its own"], style) }
        }
        return text
    }

    private static func head(
        _ rule: RuleMetadata,
        _ titleWidth: Int,
        _ style: TerminalStyle
    ) -> String {
        let level = Column.left(rule.level.rawValue, 13)
        let title = VisibleText.escape(rule.title)
        let identifier = VisibleText.escape(rule.id ?? "no id")
        return style.level(rule.level, level) + "  "
            + style.bold(Column.left(title, titleWidth)) + "  \(style.dim(identifier))\n"
            + line("tags", rule.tags, style)
    }

    private static func line(_ reason: DisabledRule.Reason?, _ style: TerminalStyle) -> String {
        guard let reason else { return "" }
        return "               \(style.warning("disabled"))  "
            + "\(VisibleText.escape(reason.description))\n"
    }

    private static func lines(_ quieting: Quieting, _ style: TerminalStyle) -> String {
        line("group", quieting.groupBy.map(\.description), style)
            + line(
                "window",
                [TimeSpan(nanoseconds: quieting.episode.keepAlive).description],
                style
            )
    }

    private static func summary(_ correlation: Correlation) -> String {
        let type = correlation.kind.type.rawValue
        guard correlation.timespan > 0 else { return type }
        return "\(type) within \(TimeSpan(nanoseconds: correlation.timespan))"
    }

    /// A JSON array of objects.
    var json: JSONValue {
        .array(rules.map(json) + correlations.map(json))
    }

    private static func head(_ rule: RuleMetadata) -> [(key: String, value: JSONValue)] {
        var members: [(key: String, value: JSONValue)] = []
        if let id = rule.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "title", value: .string(rule.title)))
        members.append((key: "level", value: .string(rule.level.rawValue)))
        if let status = rule.status { members.append((key: "status", value: .string(status))) }
        members.append((key: "tags", value: texts(rule.tags)))
        return members
    }

    private static func texts(_ texts: [String]) -> JSONValue {
        .array(texts.map { .string($0) })
    }

    private static func place(_ rule: RuleMetadata) -> [(key: String, value: JSONValue)] {
        [
            (key: "file", value: .string(rule.location.file)),
            (key: "line", value: .integer(rule.location.line)),
        ]
    }

    private func json(_ correlation: Correlation) -> JSONValue {
        var members = Self.head(correlation.metadata)
        var parts: [(key: String, value: JSONValue)] = [
            (key: "type", value: .string(correlation.kind.type.rawValue)),
            (key: "rules", value: Self.texts(correlation.references.map(\.text))),
            (key: "group_by", value: Self.texts(correlation.groupBy.map(\.description))),
        ]
        if correlation.timespan > 0 {
            let timespan = TimeSpan(nanoseconds: correlation.timespan).description
            parts.append((key: "timespan", value: .string(timespan)))
        }
        members.append((key: "correlation", value: .object(parts)))
        members += Self.json(correlation.disabling)
        if correlation.isSilent { members.append((key: "silent", value: .boolean(true))) }
        return .object(members + Self.place(correlation.metadata))
    }

    private func json(_ rule: Rule) -> JSONValue {
        var members = Self.head(rule.metadata)
        members.append((key: "fields", value: Self.texts(rule.fieldsRead)))
        members += Self.json(rule.disabling)
        if rule.isSilent { members.append((key: "silent", value: .boolean(true))) }
        if let quieting = rule.quieting {
            let window = TimeSpan(nanoseconds: quieting.episode.keepAlive).description
            let groupBy = Self.texts(quieting.groupBy.map(\.description))
            members.append((key: "group_by", value: groupBy))
            members.append((key: "window", value: .string(window)))
        }
        if !rule.filters.isEmpty {
            let filters = rule.filters.map { Self.json(ruleSet.filters[$0]) }
            members.append((key: "filters", value: .array(filters)))
        }
        members.append((key: "logsource", value: .object(rule.logSource.jsonMembers)))
        return .object(members + Self.place(rule.metadata))
    }

    private static func json(
        _ reason: DisabledRule.Reason?
    ) -> [(key: String, value: JSONValue)] {
        reason.map { [(key: "disabled", value: .string($0.description))] } ?? []
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
