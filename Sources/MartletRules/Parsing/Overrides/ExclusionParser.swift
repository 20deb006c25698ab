/// Reads what an override excludes: fields that all hold, or selections with a condition.
struct ExclusionParser {
    /// What stands beside the fields or the selections.
    private static let ownKeys = ["reason", "expires"]

    let shared: ValueParser.Shared
    let today: CalendarDate?

    /// Reads one member of the list `exclude`.
    ///
    /// - Returns: The exclusion, or `nil` after reporting what is wrong with it.
    func exclusion(
        _ node: YAMLNode,
        of list: YAMLMember,
        into log: inout DiagnosticLog
    ) -> RuleOverride.Exclusion? {
        guard case .mapping(let members) = node.content else {
            log.error(
                .invalidOverride,
                "an exclusion must be a map of fields, not \(node.kindDescription)",
                at: node.range,
                help: "write 'field: value'"
            )
            return nil
        }
        let reader = AttributeReader(members: members)
        let rest = members.filter { !Self.ownKeys.contains($0.key.scalar?.text ?? "") }
        guard !rest.isEmpty else {
            log.error(
                .invalidOverride,
                "the exclusion says nothing of events",
                at: members.first?.key.range ?? node.range,
                help: "add the fields of what is harmless"
            )
            return nil
        }
        let reason = reader.requiredText("reason", into: &log)
        let lastDay = FilterExtensionParser(today: today, noun: "exclusion")
            .lastDay(reader, into: &log)
        let detection =
            reader["condition"] == nil
            ? detection(ofFields: rest, in: node, into: &log)
            : DetectionParser(shared: shared).detection(rest, under: list.key, into: &log)
        guard case .some(let reason) = reason, case .some(let lastDay) = lastDay, let detection
        else { return nil }
        return RuleOverride.Exclusion(
            detection: detection.negated,
            reason: reason,
            expires: lastDay?.date,
            isExpired: lastDay?.isExpired ?? false,
            location: log.file.location(at: node.range.lowerBound)
        )
    }

    private func detection(
        ofFields members: [YAMLMember],
        in node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Detection? {
        let fields = YAMLNode(.mapping(members), range: node.range)
        let parser = SearchParser(shared: shared, isInBlock: false)
        guard let search = parser.search(fields, into: &log) else { return nil }
        let selection = Selection(
            name: "excluded",
            search: search,
            location: log.file.location(at: members[0].key.range.lowerBound)
        )
        return Detection(selections: [selection], conditions: [.selection(0)])
    }
}

extension Detection {
    /// The detection of what it does not select.
    fileprivate var negated: Detection {
        let any = conditions.count == 1 ? conditions[0] : Condition.or(conditions)
        return Detection(selections: selections, conditions: [.not(any)])
    }
}
