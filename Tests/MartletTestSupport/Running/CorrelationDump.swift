internal import MartletEngine
internal import MartletRules

/// Shows correlations and matches, for a person who looks into a difference.
enum CorrelationDump {
    static func lines(_ ruleSet: RuleSet) -> [String] {
        var lines: [String] = []
        for (index, rule) in ruleSet.rules.enumerated() {
            guard let quieting = rule.quieting else { continue }
            let group = quieting.groupBy.map(text).joined(separator: ", ")
            lines.append("rule \(index): quiet by [\(group)], \(text(quieting.episode))")
        }
        for (index, correlation) in ruleSet.correlations.enumerated() {
            lines.append("correlation \(ruleSet.rules.count + index): \(text(correlation))")
            for reference in correlation.references {
                let fields = zip(correlation.fields, reference.fields).map { name, field in
                    "\(name) = \(text(field))"
                }
                lines.append("    \(reference.target) \(fields.joined(separator: ", "))")
            }
        }
        return lines
    }

    static func lines(_ records: [MatchRecord], of ruleSet: RuleSet) -> [String] {
        let outlines = ruleSet.matchOutlines
        return records.sorted(by: MatchRecord.isInOrder).map { record in
            let fields = zip(outlines[record.rule].fields, record.values)
                .map { "\(text($0)): \($1.map(\.display))" }
            return "\(record.time) rule \(record.rule), key \(record.key), content"
                + " \(record.content), at \(record.place.display) \(fields.joined(separator: ", "))"
        }
    }

    private static func text(_ correlation: Correlation) -> String {
        var parts = [
            "\(correlation.kind) \(text(correlation.requirement))",
            "by \(correlation.groupBy.map(\.description))", "\(correlation.window)",
            "timespan \(correlation.timespan)", text(correlation.episode),
        ]
        if correlation.poolsMissing { parts.append("pools") }
        if correlation.isSilent { parts.append("silent") }
        for severity in correlation.severityCases {
            parts.append("\(severity.level) if \(severity.requirement)")
        }
        return parts.joined(separator: ", ").replacing("MartletRules.", with: "")
    }

    private static func text(_ requirement: Correlation.Requirement) -> String {
        switch requirement {
        case .inherent: "inherent"
        case .expression(let condition): "\(condition)"
        case .thresholds(let thresholds):
            thresholds.map { "\($0.relation.rawValue) \($0.number)" }.joined(separator: " ")
        }
    }

    private static func text(_ episode: Episode) -> String {
        let limit = episode.maximumDuration.map { ", at most \($0)" } ?? ""
        return "kept \(episode.keepAlive)\(limit)\(episode.everyEvent ? ", every event" : "")"
    }

    private static func text(_ field: FieldReference) -> String {
        field.paths.map(\.description).joined(separator: "|")
    }
}
