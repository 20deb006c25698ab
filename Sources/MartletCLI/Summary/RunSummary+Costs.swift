internal import MartletEngine
internal import MartletRules

/// What `--profile-rules` shows.
extension RunSummary {
    /// Rules and fields listed, the dearest; `--stats` has them all.
    private static let listedCostLimit = 15
    /// The share of what all rules cost from which on a rule is worth a hint.
    private static let dearShare = 0.1

    func costLines(_ style: TerminalStyle) -> [String] {
        guard let costs else { return [] }
        let total = costs.nanosecondsPerEvent
        var lines = [
            style.bold("cost: \(Self.nanoseconds(total)) ns an event")
                + ", \(Self.nanoseconds(total - costs.remainder)) of it for rules"
                + "; \(Self.percent(costs.wholeEventShare)) of events read to their ends"
                + " (\(Self.nanoseconds(costs.wholeEventNanoseconds)) ns)",
            style.dim("  ns/event    tried   matches  rule"),
        ]
        lines += costs.rules.prefix(Self.listedCostLimit).map { rule in
            Column.right(Self.nanoseconds(rule.nanosecondsPerEvent), 10)
                + Column.right(Self.percent(rule.trialShare), 9)
                + Column.right(ReadableNumber.grouped(rule.matchCount), 10)
                + "  \(printable(rule.title))"
        }
        lines.append(
            style.dim("  ns/event    asked  field, which is in the costs of rules as well")
        )
        lines += costs.fields.prefix(Self.listedCostLimit).map { field in
            Column.right(Self.nanoseconds(field.nanosecondsPerEvent), 10)
                + Column.right(Self.percent(field.evaluationShare), 9)
                + "  \(printable(field.name))"
        }
        let limit = (total - costs.remainder) * Self.dearShare
        for rule in costs.rules where rule.nanosecondsPerEvent > limit {
            guard let hint = Self.hint(rule) else { continue }
            lines.append("\(style.bold("hint:")) \(printable(rule.title)) \(printable(hint))")
        }
        return lines
    }

    var costsJSON: JSONValue? {
        guard let costs else { return nil }
        return .object([
            (key: "ns_per_event", value: .number(costs.nanosecondsPerEvent)),
            (key: "whole_events", value: .number(costs.wholeEventShare)),
            (key: "whole_events_ns", value: .number(costs.wholeEventNanoseconds)),
            (
                key: "rules",
                value: .array(
                    costs.rules.map { rule in
                        var members: [(key: String, value: JSONValue)] = []
                        if let id = rule.id { members.append((key: "id", value: .string(id))) }
                        members += [
                            (key: "title", value: .string(rule.title)),
                            (key: "ns_per_event", value: .number(rule.nanosecondsPerEvent)),
                            (key: "tried", value: .number(rule.trialShare)),
                            (key: "matches", value: .integer(rule.matchCount)),
                            (
                                key: "witnesses",
                                value: .array(rule.witnesses.map { .string($0) })
                            ),
                        ]
                        return .object(members)
                    }
                )
            ),
            (
                key: "fields",
                value: .array(
                    costs.fields.map { field in
                        .object([
                            (key: "name", value: .string(field.name)),
                            (key: "ns_per_event", value: .number(field.nanosecondsPerEvent)),
                            (key: "asked", value: .number(field.evaluationShare)),
                        ])
                    }
                )
            ),
        ])
    }

    /// Why a rule is dear, and what its author can do.
    private static func hint(_ rule: CostReport.Rule) -> String? {
        if rule.witnesses.isEmpty {
            return "is tried on every event, for nothing has to be there for it to match; "
                + "let it ask for a value, such as a verb or a resource"
        }
        guard rule.trialShare > 0.05 else { return nil }
        let fields = rule.witnesses.prefix(3).joined(separator: ", ")
        return "is tried on \(percent(rule.trialShare)) of events, wherever \(fields) "
            + (rule.witnesses.count == 1 ? "has" : "have")
            + " a value that it names; let it ask for rarer ones"
    }

    private static func nanoseconds(_ number: Double) -> String {
        ReadableNumber.grouped(Int(number.rounded()))
    }

    private static func percent(_ share: Double) -> String {
        ReadableNumber.fixed(share * 100, fractionDigits: 1) + " %"
    }
}
