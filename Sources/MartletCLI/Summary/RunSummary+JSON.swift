internal import MartletCorrelation
internal import MartletEngine
internal import MartletRules

extension RunSummary {
    /// The statistics that `--stats` writes.
    ///
    /// Source: docs/stats.md, which promises these keys.
    package var json: JSONValue {
        var members = counts
        if let costsJSON { members.append((key: "costs", value: costsJSON)) }
        if let stateChange { members.append((key: "state", value: Self.json(stateChange))) }
        return .object(members)
    }

    private var counts: [(key: String, value: JSONValue)] {
        [
            (key: "schema", value: .string("martlet.stats/1")),
            (key: "interrupted", value: .boolean(isInterrupted)),
            (key: "files", value: .integer(fileCount)),
            (key: "events", value: .integer(eventCount)),
            (
                key: "log_sources",
                value: .object(
                    sources.map { (key: $0.name, value: .integer($0.eventCount)) }
                )
            ),
            (key: "unknown_events", value: .integer(unknownEventCount)),
            (key: "unreadable_events", value: .integer(unreadableCount)),
            (key: "curtailed", value: .integer(curtailedCount)),
            (key: "lines", value: .integer(lineCount)),
            (key: "malformed", value: .integer(malformedCount)),
            (key: "bytes", value: .integer(byteCount)),
            (key: "input_bytes", value: .integer(inputByteCount)),
            (key: "seconds", value: .number(seconds)),
            (key: "signals", value: .integer(signalCounts.total)),
            (key: "withheld", value: .integer(withheldCount)),
            (key: "earlier_signals", value: .integer(earlierSignalCount)),
            (
                key: "levels",
                value: .object(
                    Level.allCases.map { level in
                        (key: level.rawValue, value: .integer(signalCounts[level]))
                    }
                )
            ),
            (key: "ruleset", value: .string(rulesetFingerprint)),
            (key: "rules", value: .array(rules.map(Self.json))),
            (key: "correlations", value: .array(correlations.map(Self.json))),
            (key: "no_time", value: .integer(noTimeCount)),
            (key: "late", value: .integer(lateCount)),
            (key: "filters", value: .array(filters.map(Self.json))),
            (key: "advice", value: .array(advice.map(Self.json))),
            (key: "disabled", value: .array(disabledRules.map(Self.json))),
            (key: "rejected", value: .array(rejectedRules.map(Self.json))),
            (key: "errors", value: .array(errors.map { .string($0) })),
        ]
    }

    private static func json(_ rule: RuleOutcome) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = rule.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "title", value: .string(rule.title)))
        members.append((key: "level", value: .string(rule.level.rawValue)))
        members.append((key: "matches", value: .integer(rule.matchCount)))
        members.append((key: "signals", value: .integer(rule.signalCounts.total)))
        members.append((key: "hidden", value: .integer(rule.hiddenCount)))
        switch rule.status {
        case .active:
            members.append((key: "status", value: .string("active")))
        case .hidden:
            members.append((key: "status", value: .string("hidden")))
        case .neverMatched:
            members.append((key: "status", value: .string("never_matched")))
        case .blind(let fields):
            members.append((key: "status", value: .string("blind")))
            members.append(
                (
                    key: "missing_fields",
                    value: .array(fields.map { .string($0.description) })
                )
            )
        }
        if let groups = rule.groups { members += json(groups) }
        return .object(members)
    }

    private static func json(_ correlation: CorrelationOutcome) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = correlation.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "title", value: .string(correlation.title)))
        members.append((key: "level", value: .string(correlation.level.rawValue)))
        members.append((key: "signals", value: .integer(correlation.signalCounts.total)))
        return .object(members + json(correlation.groups))
    }

    private static func json(
        _ groups: CorrelationStatistics.Counts
    ) -> [(key: String, value: JSONValue)] {
        [
            (key: "firings", value: .integer(groups.firings)),
            (key: "no_group", value: .integer(groups.noGroup)),
            (key: "group_overflow", value: .integer(groups.groupOverflow)),
            (key: "undecided", value: .integer(groups.undecided)),
            (key: "evicted_groups", value: .integer(groups.evictedGroups)),
            (key: "evicted_entries", value: .integer(groups.evictedEntries)),
        ]
    }

    private static func json(_ change: StateChange) -> JSONValue {
        .object([
            (key: "kept", value: .integer(change.kept)),
            (key: "dropped", value: .integer(change.dropped)),
            (key: "new", value: .integer(change.fresh)),
        ])
    }

    private static func json(_ filter: FilterOutcome) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = filter.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "title", value: .string(filter.title)))
        if let reason = filter.reason { members.append((key: "reason", value: .string(reason))) }
        if let date = filter.expires {
            members.append((key: "expires", value: .string(date.description)))
        }
        members.append((key: "hidden", value: .integer(filter.hiddenCount)))
        let status = filter.isExpired ? "expired" : filter.hiddenCount > 0 ? "active" : "unused"
        members.append((key: "status", value: .string(status)))
        return .object(members)
    }

    private static func json(_ advice: Advice) -> JSONValue {
        .object([
            (key: "subject", value: .string(advice.subject.rawValue)),
            (key: "message", value: .string(advice.message)),
            (key: "rules", value: .array(advice.rules.map { .string($0) })),
        ])
    }

    private static func json(_ rule: DisabledRule) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if let id = rule.metadata.id { members.append((key: "id", value: .string(id))) }
        members.append((key: "title", value: .string(rule.metadata.title)))
        members.append((key: "reason", value: .string(rule.reason.description)))
        return .object(members)
    }

    private static func json(_ rule: RejectedRule) -> JSONValue {
        .object([
            (key: "title", value: .string(rule.title)),
            (key: "file", value: .string(rule.location.file)),
            (key: "line", value: .integer(rule.location.line)),
            (key: "reason", value: .string(rule.reason)),
        ])
    }
}
